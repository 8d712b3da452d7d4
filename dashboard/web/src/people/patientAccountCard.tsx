import { useState } from 'preact/hooks'
import type { AccountDocument, SetUpLinkDocument } from '@solestream/dashboard-shared'
import { FormFault, useForm } from '../access/form.tsx'
import { SetUpLink } from '../access/setUpLink.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPatientAccount, makePatientLink } from '../shell/api.ts'

const state = (account: AccountDocument | null): string => {
  if (account === null) return 'This person has no account.'
  if (account.disabled_utc !== null) return `The account ${account.name} is disabled; an administrator can enable it.`
  return account.setUp ? `This person signs in as ${account.name}.` : 'The link was not used yet.'
}

/** With an account the person sees the own page. Name and password are the person's own choice. */
export function PatientAccountCard({ pseudonym }: { pseudonym: string }) {
  const form = useForm()
  const [link, setLink] = useState<SetUpLinkDocument | null>(null)
  const loaded = useLoaded(() => getPatientAccount(pseudonym), `${pseudonym} ${link?.secret ?? ''}`)
  if (loaded.state === 'failed') return <FaultWords fault={loaded.fault} />
  if (loaded.state === 'loading') return null
  const { account } = loaded.value
  return (
    <section class="card form" aria-labelledby="patient-account">
      <h2 id="patient-account">The person’s own sign-in</h2>
      <p>{state(account)}</p>
      {account?.setUp === true && (
        <p class="note">With a new link the present password, and whatever is signed in with it, ends at once.</p>
      )}
      {link !== null && <SetUpLink link={link} />}
      {(account === null || account.disabled_utc === null) && (
        <button type="button" disabled={form.busy} onClick={() => void form.run(async () => setLink(await makePatientLink(pseudonym)))}>
          {account === null ? 'Make a one-time link' : 'Make a new link'}
        </button>
      )}
      <FormFault faults={form.faults} fields={[]} />
    </section>
  )
}
