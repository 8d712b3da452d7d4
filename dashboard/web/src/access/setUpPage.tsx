import { setUp } from '../shell/api.ts'
import { navigate } from '../shell/router.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'

/** Where one-time links lead: the terminal's, to the first account, and those of accounts that were made for somebody. The secret stands after #, so that it reaches no log of any server. */
export function SetUpPage() {
  const form = useForm()
  const first = me.value?.access === 'open'
  const title = first ? 'The first account' : 'Your account'
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
        <p class="empty">
          Open the whole link {first ? 'that stands in the terminal where solestream was started' : 'that you were given'}.
        </p>
      </div>
    )
  return (
    <div class="sheet narrow">
      <h1>{title}</h1>
      <p class="lead">
        {first
          ? 'It is an administrator’s: it makes the accounts of others, and sees no person and no measurement. From now on everything needs a sign-in.'
          : 'Choose the name and the password with which you sign in from now on. Nobody else knows the password; this link works once.'}
      </p>
      <form class="card form" onSubmit={submit}>
        <Field name="name" label="Name" faults={form.faults} hint="what is typed to sign in">
          {(ids) => <input {...ids} name="name" autocomplete="username" required minLength={2} maxLength={64} autofocus />}
        </Field>
        <Field name="password" label="Password" faults={form.faults} hint="12 characters or more; a few words do well">
          {(ids) => <input {...ids} name="password" type="password" autocomplete="new-password" required maxLength={256} />}
        </Field>
        <FormFault faults={form.faults} fields={['name', 'password']} />
        <button type="submit" class="main" disabled={form.busy}>
          Make it
        </button>
      </form>
    </div>
  )
}
