import { setUp } from '../shell/api.ts'
import { navigate } from '../shell/router.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'
import { t } from '../words/say.ts'

/** Where one-time links lead: the terminal's, to the first account, and those of accounts that were made for somebody. The secret stands after #, so that it reaches no log of any server. */
export function SetUpPage() {
  const form = useForm()
  const first = me.value?.access === 'open'
  const title = t(first ? 'access.firstAccount' : 'access.account')
  const secret = location.hash.slice(1)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name = '', password = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(async () => {
      me.value = await setUp(secret, name.trim(), password)
      navigate(first ? '/accounts' : '/')
    })
  }
  if (secret === '')
    return (
      <div class="sheet narrow">
        <h1>{title}</h1>
        <p class="empty">{t(first ? 'access.firstWholeLink' : 'access.wholeLink')}</p>
      </div>
    )
  return (
    <div class="sheet narrow">
      <h1>{title}</h1>
      <p class="lead">{t(first ? 'access.firstLead' : 'access.setUpLead')}</p>
      <form class="card form" onSubmit={submit}>
        <Field name="name" label={t('access.name')} faults={form.faults} hint={t('access.nameHint')}>
          {(ids) => <input {...ids} name="name" autocomplete="username" required minLength={2} maxLength={64} autofocus />}
        </Field>
        <Field name="password" label={t('access.password')} faults={form.faults} hint={t('access.passwordHint')}>
          {(ids) => <input {...ids} name="password" type="password" autocomplete="new-password" required maxLength={256} />}
        </Field>
        <FormFault faults={form.faults} fields={['name', 'password']} />
        <button type="submit" class="main" disabled={form.busy}>
          {t('access.make')}
        </button>
      </form>
    </div>
  )
}
