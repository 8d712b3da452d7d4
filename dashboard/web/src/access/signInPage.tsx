import { useState } from 'preact/hooks'
import { PROBLEM, faultOf, signIn } from '../shell/api.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'

/** In the place of whatever page was asked for: it appears once somebody is signed in. */
export function SignInPage() {
  const form = useForm()
  const [codeNeeded, setCodeNeeded] = useState(false)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name = '', password = '', code = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(async () => {
      try {
        me.value = await signIn(name, password, code.replaceAll(' ', '') || null)
      } catch (error) {
        if (faultOf(error).type === PROBLEM.codeNeeded) {
          setCodeNeeded(true)
          if (!codeNeeded) return
        }
        throw error
      }
    })
  }
  return (
    <div class="sheet narrow">
      <h1>Sign in</h1>
      <form class="card form" onSubmit={submit}>
        <Field name="name" label="Name" faults={form.faults}>
          {(ids) => <input {...ids} name="name" autocomplete="username" required maxLength={64} autofocus />}
        </Field>
        <Field name="password" label="Password" faults={form.faults}>
          {(ids) => <input {...ids} name="password" type="password" autocomplete="current-password" required maxLength={256} />}
        </Field>
        {codeNeeded && (
          <Field name="code" label="Code of the authenticator app" faults={form.faults} hint="six digits">
            {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required autofocus />}
          </Field>
        )}
        <FormFault faults={form.faults} fields={['name', 'password', 'code']} />
        <button type="submit" class="main" disabled={form.busy}>
          Sign in
        </button>
      </form>
      <p class="note">No account, or the password is lost? Your therapist, or an administrator of your clinic, gives you a link.</p>
    </div>
  )
}
