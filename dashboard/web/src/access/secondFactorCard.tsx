import { useEffect, useRef, useState } from 'preact/hooks'
import { generate } from 'lean-qr'
import type { AccountDocument, SecondFactorOffer } from '@solestream/dashboard-shared'
import { offerSecondFactor, startSecondFactor, stopSecondFactor } from '../shell/api.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'

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
      <h2>Second factor</h2>
      {account.secondFactor ? (
        <p>On: at sign-in a code of your authenticator app is asked for.</p>
      ) : offer === null ? (
        <>
          <p>Off: the password alone signs you in. With it, a code of an app on your phone is asked for as well.</p>
          <FormFault faults={form.faults} fields={[]} />
          <button type="button" disabled={form.busy} onClick={() => void form.run(async () => setOffer(await offerSecondFactor()))}>
            Set it up
          </button>
        </>
      ) : (
        <>
          <p>Scan this with an authenticator app, or type the key into it; then type the code that it shows.</p>
          <Picture uri={offer.uri} />
          <code class="secret">{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </>
      )}
      {(account.secondFactor || offer !== null) && (
        <>
          <Field name="code" label="Code" faults={form.faults} hint="six digits">
            {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required />}
          </Field>
          <Field name="password" label="Password" faults={form.faults}>
            {(ids) => <input {...ids} name="password" type="password" autocomplete="current-password" required maxLength={256} />}
          </Field>
          <FormFault faults={form.faults} fields={['code', 'password']} />
          <button type="submit" disabled={form.busy}>
            {account.secondFactor ? 'Switch it off' : 'Switch it on'}
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
  return <canvas ref={canvas} class="code-picture" role="img" aria-label="Picture for the authenticator app; the key below says the same" />
}
