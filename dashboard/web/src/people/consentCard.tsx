import { useState } from 'preact/hooks'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getConsents, giveConsent, withdrawConsent } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'

const PURPOSES = { care: 'treatment', research: 'research, under the pseudonym' } as const

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
      <h2 id="consent">Consent</h2>
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && loaded.value.consents.length === 0 && <p>None is written down.</p>}
      {loaded.state === 'ready' && (
        <ul class="lines">
          {loaded.value.consents.map((consent) => (
            <li key={consent.id} class={consent.withdrawn_utc === null ? '' : 'faded'}>
              <span>
                <strong>{PURPOSES[consent.purpose]}</strong>, text {consent.version}, given {dateTime(consent.given_utc)}
                {consent.withdrawn_utc !== null && `, withdrawn ${dateTime(consent.withdrawn_utc)}`}
              </span>
              {consent.withdrawn_utc === null && (
                <button type="button" onClick={() => void form.run(() => withdrawConsent(pseudonym, consent.id).then(again))}>
                  Withdraw<span class="hidden"> consent to {PURPOSES[consent.purpose]}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayGive && (
        <form class="row" onSubmit={submit}>
          <Field name="purpose" label="Agrees to" faults={form.faults}>
            {(ids) => (
              <select {...ids} name="purpose">
                <option value="care">{PURPOSES.care}</option>
                <option value="research">{PURPOSES.research}</option>
              </select>
            )}
          </Field>
          <Field name="version" label="Version of the text" faults={form.faults}>
            {(ids) => (
              <input {...ids} name="version" required maxLength={40} pattern="[A-Za-z0-9_.\-]+" placeholder="2026-1" autocomplete="off" />
            )}
          </Field>
          <button type="submit" disabled={form.busy}>
            Write down
          </button>
        </form>
      )}
      <FormFault faults={form.faults} fields={['purpose', 'version']} />
    </section>
  )
}
