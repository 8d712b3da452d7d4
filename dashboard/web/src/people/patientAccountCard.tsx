import { useState } from 'preact/hooks'
import type { AccountDocument, SetUpLinkDocument } from '@solestream/dashboard-shared'
import { FormFault, useForm } from '../access/form.tsx'
import { SetUpLink } from '../access/setUpLink.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPatientAccount, makePatientLink } from '../shell/api.ts'
import { t } from '../words/say.ts'

const state = (account: AccountDocument | null): string => {
  if (account === null) return t('people.noAccount')
  if (account.disabled_utc !== null) return t('people.disabled', { name: account.name })
  return account.setUp ? t('people.signsIn', { name: account.name }) : t('people.linkUnused')
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
      <h2 id="patient-account">{t('people.account')}</h2>
      <p>{state(account)}</p>
      {account?.setUp === true && <p class="note">{t('people.newLinkEnds')}</p>}
      {link !== null && <SetUpLink link={link} />}
      {(account === null || account.disabled_utc === null) && (
        <button type="button" disabled={form.busy} onClick={() => void form.run(async () => setLink(await makePatientLink(pseudonym)))}>
          {t(account === null ? 'people.makeLink' : 'people.makeNewLink')}
        </button>
      )}
      <FormFault faults={form.faults} fields={[]} />
    </section>
  )
}
