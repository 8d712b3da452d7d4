import { useState } from 'preact/hooks'
import type { AccountDocument } from '@solestream/dashboard-shared'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { createAccount, disableAccount, getAccounts, resetPassword } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'

const ROLES = {
  therapist: 'sees the people whom he or she treats, records',
  researcher: 'sees pseudonymous data of people who agreed to research',
  patient: 'sees the own data',
  administrator: 'makes accounts, reads the log; sees no person and no measurement',
} as const

export function AccountsPage() {
  const [version, setVersion] = useState(0)
  const loaded = useLoaded(getAccounts, String(version))
  const again = (): void => setVersion(version + 1)
  return (
    <div class="sheet">
      <h1>Accounts</h1>
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && (
        <div class="card scroll" tabIndex={0} role="region" aria-label="Table of accounts">
          <table class="list">
            <thead>
              <tr>
                {['Name', 'Role', 'Second factor', 'Since', 'State', 'Acts'].map((head) => (
                  <th scope="col" key={head}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {loaded.value.accounts.map((account) => (
                <Row key={account.id} account={account} onChange={again} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NewAccountForm onDone={again} />
    </div>
  )
}

function Row({ account, onChange }: { account: AccountDocument; onChange: () => void }) {
  const form = useForm()
  const [resetting, setResetting] = useState(false)
  const { id, name, disabled_utc } = account
  const reset = (event: SubmitEvent): void => {
    event.preventDefault()
    const { password = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(async () => {
      await resetPassword(id, password)
      setResetting(false)
      onChange()
    })
  }
  return (
    <tr class={disabled_utc === null ? '' : 'faded'}>
      <th scope="row">{name}</th>
      <td>
        {account.role}
        {account.pseudonym !== null && ` ${account.pseudonym}`}
      </td>
      <td>{account.secondFactor ? 'on' : 'off'}</td>
      <td>{dateTime(account.created_utc)}</td>
      <td>{disabled_utc === null ? 'may sign in' : 'disabled'}</td>
      <td>
        <div class="buttons">
          <button type="button" onClick={() => void form.run(() => disableAccount(id, disabled_utc === null).then(onChange))}>
            {disabled_utc === null ? 'Disable' : 'Enable'}
            <span class="hidden"> {name}</span>
          </button>
          {resetting ? (
            <form class="buttons" onSubmit={reset}>
              <input
                name="password"
                type="password"
                autocomplete="new-password"
                required
                aria-label={`New password of ${name}`}
                maxLength={256}
              />
              <button type="submit" disabled={form.busy}>
                Set
              </button>
            </form>
          ) : (
            <button type="button" onClick={() => setResetting(true)}>
              New password<span class="hidden"> for {name}</span>
            </button>
          )}
        </div>
        <FormFault faults={form.faults} fields={[]} />
      </td>
    </tr>
  )
}

function NewAccountForm({ onDone }: { onDone: () => void }) {
  const form = useForm()
  const [role, setRole] = useState<keyof typeof ROLES>('therapist')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const { name = '', password = '', pseudonym = '' } = valuesOf(element)
    void form.run(async () => {
      await createAccount({ name: name.trim(), role, password, ...(role === 'patient' ? { pseudonym: pseudonym.trim() } : {}) })
      element.reset()
      onDone()
    })
  }
  return (
    <form class="card form wide" onSubmit={submit}>
      <h2>New account</h2>
      <div class="row">
        <Field name="name" label="Name" faults={form.faults} hint="what is typed to sign in">
          {(ids) => <input {...ids} name="name" required minLength={2} maxLength={64} autocomplete="off" />}
        </Field>
        <Field name="role" label="Role" faults={form.faults} hint={ROLES[role]}>
          {(ids) => (
            <select {...ids} name="role" value={role} onChange={(e) => setRole(e.currentTarget.value as keyof typeof ROLES)}>
              {Object.keys(ROLES).map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          )}
        </Field>
        {role === 'patient' && (
          <Field name="pseudonym" label="Pseudonym" faults={form.faults} hint="the therapist knows it">
            {(ids) => <input {...ids} name="pseudonym" required maxLength={64} autocomplete="off" />}
          </Field>
        )}
        <Field name="password" label="First password" faults={form.faults} hint="12 characters or more; to be changed by its owner">
          {(ids) => <input {...ids} name="password" type="password" autocomplete="new-password" required maxLength={256} />}
        </Field>
      </div>
      <FormFault faults={form.faults} fields={['name', 'role', 'pseudonym', 'password']} />
      <button type="submit" class="main" disabled={form.busy}>
        Make it
      </button>
    </form>
  )
}
