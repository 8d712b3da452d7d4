import { useState } from 'preact/hooks'
import type { AccountDocument, SetUpLinkDocument } from '@solestream/dashboard-shared'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { SetUpLink } from '../access/setUpLink.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { me } from '../access/me.ts'
import { createAccount, disableAccount, getAccounts, resetPassword } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'

const ROLES = {
  therapist: 'sees the people whom he or she treats, records',
  researcher: 'sees pseudonymous data of people who agreed to research',
  administrator: 'makes accounts, reads the log; sees no person and no measurement',
} as const

export function AccountsPage() {
  const [version, setVersion] = useState(0)
  // Here, not in its row: the rows are made anew when the list is loaded again.
  const [link, setLink] = useState<SetUpLinkDocument | null>(null)
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
                <Row
                  key={account.id}
                  account={account}
                  link={link?.account.id === account.id ? link : null}
                  onLink={setLink}
                  onChange={again}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NewAccountForm onDone={again} />
    </div>
  )
}

interface RowProps {
  readonly account: AccountDocument
  readonly link: SetUpLinkDocument | null
  onLink(link: SetUpLinkDocument): void
  onChange(): void
}

function Row({ account, link, onLink, onChange }: RowProps) {
  const form = useForm()
  const { id, name, disabled_utc } = account
  // The own password asks for the present one; a patient's link is made by who treats the person.
  const mayReset = account.role !== 'patient' && id !== me.value?.account?.id
  return (
    <tr class={disabled_utc === null ? '' : 'faded'}>
      <th scope="row">{name}</th>
      <td>
        {account.role}
        {account.pseudonym !== null && ` ${account.pseudonym}`}
      </td>
      <td>{account.secondFactor ? 'on' : 'off'}</td>
      <td>{dateTime(account.created_utc)}</td>
      <td>{disabled_utc !== null ? 'disabled' : account.setUp ? 'may sign in' : 'link not used yet'}</td>
      <td>
        <div class="buttons">
          <button type="button" onClick={() => void form.run(() => disableAccount(id, disabled_utc === null).then(onChange))}>
            {disabled_utc === null ? 'Disable' : 'Enable'}
            <span class="hidden"> {name}</span>
          </button>
          {mayReset && (
            <button
              type="button"
              onClick={() =>
                void form.run(async () => {
                  onLink(await resetPassword(id))
                  onChange()
                })
              }
            >
              New link<span class="hidden"> for {name}: the present password ends</span>
            </button>
          )}
        </div>
        {link !== null && <SetUpLink link={link} />}
        <FormFault faults={form.faults} fields={[]} />
      </td>
    </tr>
  )
}

function NewAccountForm({ onDone }: { onDone: () => void }) {
  const form = useForm()
  const [link, setLink] = useState<SetUpLinkDocument | null>(null)
  const [role, setRole] = useState<keyof typeof ROLES>('therapist')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const { name = '' } = valuesOf(element)
    void form.run(async () => {
      setLink(await createAccount({ name: name.trim(), role }))
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
      </div>
      <FormFault faults={form.faults} fields={['name', 'role']} />
      {link !== null && <SetUpLink link={link} />}
      <p class="note">
        The owner chooses the password with a one-time link. A patient’s account is made on the person’s page by who treats the person.
      </p>
      <button type="submit" class="main" disabled={form.busy}>
        Make it
      </button>
    </form>
  )
}
