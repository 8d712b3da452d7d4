import type { AccountDocument } from '@solestream/dashboard-shared'
import { changePassword } from '../shell/api.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'
import { t } from '../words/say.ts'

/** `account`: one's own; with a second factor its code is asked for as well. */
export function PasswordCard({ account }: { account: AccountDocument }) {
  const form = useForm()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { current = '', password = '', code = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(async () => {
      me.value = await changePassword(current, password, code.replaceAll(' ', '') || null)
    })
  }
  return (
    <form class="card form" onSubmit={submit}>
      <h2>{t('access.password')}</h2>
      <Field name="current" label={t('access.present')} faults={form.faults}>
        {(ids) => <input {...ids} name="current" type="password" autocomplete="current-password" required maxLength={256} />}
      </Field>
      <Field name="password" label={t('access.newPassword')} faults={form.faults} hint={t('access.passwordHint')}>
        {(ids) => <input {...ids} name="password" type="password" autocomplete="new-password" required maxLength={256} />}
      </Field>
      {account.secondFactor && (
        <Field name="code" label={t('access.appCode')} faults={form.faults} hint={t('access.codeHint')}>
          {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required />}
        </Field>
      )}
      <FormFault faults={form.faults} fields={['current', 'password', 'code']} />
      <button type="submit" disabled={form.busy}>
        {t('access.change')}
      </button>
      <p class="note">{t('access.endsAll')}</p>
    </form>
  )
}
