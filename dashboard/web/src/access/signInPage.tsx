import { useState } from 'preact/hooks'
import { PROBLEM, faultOf, signIn } from '../shell/api.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'
import { t } from '../words/say.ts'

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
      <h1>{t('access.signIn')}</h1>
      <form class="card form" onSubmit={submit}>
        <Field name="name" label={t('access.name')} faults={form.faults}>
          {(ids) => <input {...ids} name="name" autocomplete="username" required maxLength={64} autofocus />}
        </Field>
        <Field name="password" label={t('access.password')} faults={form.faults}>
          {(ids) => <input {...ids} name="password" type="password" autocomplete="current-password" required maxLength={256} />}
        </Field>
        {codeNeeded && (
          <Field name="code" label={t('access.appCode')} faults={form.faults} hint={t('access.codeHint')}>
            {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required autofocus />}
          </Field>
        )}
        <FormFault faults={form.faults} fields={['name', 'password', 'code']} />
        <button type="submit" class="main" disabled={form.busy}>
          {t('access.signIn')}
        </button>
      </form>
      <p class="note">{t('access.lost')}</p>
    </div>
  )
}
