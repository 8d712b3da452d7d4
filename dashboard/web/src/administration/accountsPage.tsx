import { useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { AccountDocument, SetUpLinkDocument } from '@solestream/dashboard-shared'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { SetUpLink } from '../access/setUpLink.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { me } from '../access/me.ts'
import { createAccount, disableAccount, getAccounts, resetPassword } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'
import { rich, t } from '../words/say.ts'

const ROLES = ['therapist', 'researcher', 'administrator'] as const
const HEADS = [
  'administration.name',
  'administration.role',
  'administration.secondFactor',
  'administration.since',
  'administration.state',
  'common.acts',
] as const

const HIDDEN = { hidden: (words: ComponentChildren) => <span class="hidden">{words}</span> }

export function AccountsPage() {
  const [version, setVersion] = useState(0)
  // Here, not in its row: the rows are made anew when the list is loaded again.
  const [link, setLink] = useState<SetUpLinkDocument | null>(null)
  const loaded = useLoaded(getAccounts, String(version))
  const again = (): void => setVersion(version + 1)
  return (
    <div class="sheet">
      <h1>{t('administration.accounts')}</h1>
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && (
        <div class="card scroll" tabIndex={0} role="region" aria-label={t('administration.table')}>
          <table class="list">
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th scope="col" key={head}>
                    {t(head)}
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
        {t(`access.${account.role}`)}
        {account.pseudonym !== null && ` ${account.pseudonym}`}
      </td>
      <td>{t(account.secondFactor ? 'administration.on' : 'administration.off')}</td>
      <td>{dateTime(account.created_utc)}</td>
      <td>
        {t(disabled_utc !== null ? 'administration.disabled' : account.setUp ? 'administration.maySignIn' : 'administration.linkUnused')}
      </td>
      <td>
        <div class="buttons">
          <button type="button" onClick={() => void form.run(() => disableAccount(id, disabled_utc === null).then(onChange))}>
            {rich(disabled_utc === null ? 'administration.disable' : 'administration.enable', HIDDEN, { name })}
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
              {rich('administration.newLink', HIDDEN, { name })}
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
  const [role, setRole] = useState<(typeof ROLES)[number]>('therapist')
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
      <h2>{t('administration.newAccount')}</h2>
      <div class="row">
        <Field name="name" label={t('administration.name')} faults={form.faults} hint={t('access.nameHint')}>
          {(ids) => <input {...ids} name="name" required minLength={2} maxLength={64} autocomplete="off" />}
        </Field>
        <Field name="role" label={t('administration.role')} faults={form.faults} hint={t(`administration.${role}Hint`)}>
          {(ids) => (
            <select {...ids} name="role" value={role} onChange={(e) => setRole(e.currentTarget.value as (typeof ROLES)[number])}>
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {t(`access.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <FormFault faults={form.faults} fields={['name', 'role']} />
      {link !== null && <SetUpLink link={link} />}
      <p class="note">{t('administration.ownerChooses')}</p>
      <button type="submit" class="main" disabled={form.busy}>
        {t('access.make')}
      </button>
    </form>
  )
}
