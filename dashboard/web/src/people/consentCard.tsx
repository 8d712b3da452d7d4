import { useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { ConsentDocument } from '@solestream/dashboard-shared'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getConsents, giveConsent, withdrawConsent } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'
import { rich, t } from '../words/say.ts'

const consentWords = ({ purpose, version, given_utc, withdrawn_utc }: ConsentDocument) => {
  const values = { purpose: t(`people.${purpose}`), text: version, date: dateTime(given_utc) }
  const tags = { strong: (words: ComponentChildren) => <strong>{words}</strong> }
  return withdrawn_utc === null
    ? rich('people.given', tags, values)
    : rich('people.withdrawn', tags, { ...values, withdrawn: dateTime(withdrawn_utc) })
}

/** What the person agreed to. Withdrawing counts at once. */
export function ConsentCard({ pseudonym, mayGive }: { pseudonym: string; mayGive: boolean }) {
  const form = useForm()
  const [version, setVersion] = useState(0)
  const loaded = useLoaded(() => getConsents(pseudonym), `${pseudonym} ${version}`)
  const again = (): void => setVersion(version + 1)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { purpose, version: text = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(async () => {
      await giveConsent(pseudonym, purpose === 'research' ? 'research' : 'care', text.trim())
      again()
    })
  }
  return (
    <section class="card form" aria-labelledby="consent">
      <h2 id="consent">{t('people.consent')}</h2>
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && loaded.value.consents.length === 0 && <p>{t('people.noConsent')}</p>}
      {loaded.state === 'ready' && (
        <ul class="lines">
          {loaded.value.consents.map((consent) => (
            <li key={consent.id} class={consent.withdrawn_utc === null ? '' : 'faded'}>
              <span>{consentWords(consent)}</span>
              {consent.withdrawn_utc === null && (
                <button type="button" onClick={() => void form.run(() => withdrawConsent(pseudonym, consent.id).then(again))}>
                  {rich(
                    'people.withdraw',
                    { hidden: (words) => <span class="hidden">{words}</span> },
                    { purpose: t(`people.${consent.purpose}`) },
                  )}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayGive && (
        <form class="row" onSubmit={submit}>
          <Field name="purpose" label={t('people.agreesTo')} faults={form.faults}>
            {(ids) => (
              <select {...ids} name="purpose">
                <option value="care">{t('people.care')}</option>
                <option value="research">{t('people.research')}</option>
              </select>
            )}
          </Field>
          <Field name="version" label={t('people.version')} faults={form.faults}>
            {(ids) => (
              <input {...ids} name="version" required maxLength={40} pattern="[A-Za-z0-9_.\-]+" placeholder="2026-1" autocomplete="off" />
            )}
          </Field>
          <button type="submit" disabled={form.busy}>
            {t('people.writeDown')}
          </button>
        </form>
      )}
      <FormFault faults={form.faults} fields={['purpose', 'version']} />
    </section>
  )
}
