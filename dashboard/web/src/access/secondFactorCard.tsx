import { useEffect, useRef, useState } from 'preact/hooks'
import { generate } from 'lean-qr'
import type { AccountDocument, SecondFactorOffer } from '@solestream/dashboard-shared'
import { offerSecondFactor, startSecondFactor, stopSecondFactor } from '../shell/api.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'
import { t } from '../words/say.ts'

/** A code of an authenticator app beside the password: on or off. */
export function SecondFactorCard({ account }: { account: AccountDocument }) {
  const form = useForm()
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { password = '', code: typed = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    const code = typed.replaceAll(' ', '')
    void form.run(async () => {
      me.value = offer === null ? await stopSecondFactor(code, password) : await startSecondFactor(offer.secret, code, password)
      setOffer(null)
    })
  }
  return (
    <form class="card form" onSubmit={submit}>
      <h2>{t('access.secondFactor')}</h2>
      {account.secondFactor ? (
        <p>{t('access.factorOn')}</p>
      ) : offer === null ? (
        <>
          <p>{t('access.factorOff')}</p>
          <FormFault faults={form.faults} fields={[]} />
          <button type="button" disabled={form.busy} onClick={() => void form.run(async () => setOffer(await offerSecondFactor()))}>
            {t('access.setUp')}
          </button>
        </>
      ) : (
        <>
          <p>{t('access.scan')}</p>
          <Picture uri={offer.uri} />
          <code class="secret">{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </>
      )}
      {(account.secondFactor || offer !== null) && (
        <>
          <Field name="code" label={t('access.code')} faults={form.faults} hint={t('access.codeHint')}>
            {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required />}
          </Field>
          <Field name="password" label={t('access.password')} faults={form.faults}>
            {(ids) => <input {...ids} name="password" type="password" autocomplete="current-password" required maxLength={256} />}
          </Field>
          <FormFault faults={form.faults} fields={['code', 'password']} />
          <button type="submit" disabled={form.busy}>
            {t(account.secondFactor ? 'access.switchOff' : 'access.switchOn')}
          </button>
        </>
      )}
    </form>
  )
}

function Picture({ uri }: { uri: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current !== null) generate(uri).toCanvas(canvas.current)
  }, [uri])
  return <canvas ref={canvas} class="code-picture" role="img" aria-label={t('access.picture')} />
}
