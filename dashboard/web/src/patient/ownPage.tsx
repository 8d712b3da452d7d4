import { useEffect } from 'preact/hooks'
import { ownPseudonym } from '../access/me.ts'
import { replace } from '../shell/router.ts'
import { t } from '../words/say.ts'
import { PatientPage } from './patientPage.tsx'

/** The page of who is signed in; of others there is none here. */
export function OwnPage() {
  const pseudonym = ownPseudonym()
  if (pseudonym !== null) return <PatientPage pseudonym={pseudonym} key={pseudonym} />
  return (
    <div class="sheet">
      <h1>{t('common.noSuchPage')}</h1>
    </div>
  )
}

/** The first page of a patient is the own one, under its own address. */
export function Landing() {
  useEffect(() => replace('/me'), [])
  return null
}
