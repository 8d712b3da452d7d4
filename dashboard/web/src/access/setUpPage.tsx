import { setUp } from '../shell/api.ts'
import { navigate } from '../shell/router.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { me } from './me.ts'

/** Where the one-time link of the terminal leads. The secret stands after #, so that it reaches no log of any server. */
export function SetUpPage() {
  const form = useForm()
  const secret = location.hash.slice(1)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name = '', password = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(async () => {
      me.value = await setUp(secret, name.trim(), password)
      navigate('/accounts')
    })
  }
  if (secret === '')
    return (
      <div class="sheet narrow">
        <h1>The first account</h1>
        <p class="empty">Open the whole link that stands in the terminal where solestream was started.</p>
      </div>
    )
  return (
    <div class="sheet narrow">
      <h1>The first account</h1>
      <p class="lead">
        It is an administrator’s: it makes the accounts of others, and sees no person and no measurement. From now on everything needs a
        sign-in.
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
