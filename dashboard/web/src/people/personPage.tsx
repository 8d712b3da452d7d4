import { useState } from 'preact/hooks'
import type { PersonDocument } from '@solestream/dashboard-shared'
import { me, role } from '../access/me.ts'
import { SessionsTable } from '../sessions/sessionsPage.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { changePerson, getPerson, getSessionsOf } from '../shell/api.ts'
import { patientPath } from '../shell/router.ts'
import { exact } from '../words/format.ts'
import { t } from '../words/say.ts'
import { ConsentCard } from './consentCard.tsx'
import { LogTable, personLog } from './logTable.tsx'
import { PatientAccountCard } from './patientAccountCard.tsx'
import { PersonForm } from './personForm.tsx'
import { RightsCard } from './rightsCard.tsx'
import { TherapistsCard } from './therapistsCard.tsx'

/** One person: what is known, sessions, consent, who treats, who looked. A patient sees the own page, to read. */
export function PersonPage({ pseudonym }: { pseudonym: string }) {
  const [version, setVersion] = useState(0)
  const [changing, setChanging] = useState(false)
  const loaded = useLoaded(() => getPerson(pseudonym), `${pseudonym} ${version}`)
  const sessions = useLoaded(() => getSessionsOf(pseudonym), pseudonym)
  const again = (): void => setVersion(version + 1)
  const treats = role() === 'therapist'
  const demo = me.value?.access === 'open'
  if (loaded.state === 'loading') return <div class="sheet note">{t('common.loading')}</div>
  if (loaded.state === 'failed')
    return (
      <div class="sheet">
        <h1>{t('people.person')}</h1>
        <FaultWords fault={loaded.fault} />
      </div>
    )
  const person = loaded.value
  return (
    <div class="sheet">
      <div class="title-row">
        <h1>{person.name}</h1>
        <span>{person.pseudonym}</span>
        {role() !== 'patient' && <a href={patientPath(pseudonym)}>{t('patient.nav')}</a>}
        {treats && !changing && (
          <button type="button" onClick={() => setChanging(true)}>
            {t('people.change')}
          </button>
        )}
      </div>
      {changing ? (
        <PersonForm
          facts={{
            name: person.name,
            birthYear: person.birthYear,
            bodyMass_kg: person.bodyMass_kg,
            shoeSize: person.shoeSize,
            notes: person.notes,
          }}
          words={t('people.save')}
          onCancel={() => setChanging(false)}
          save={async (facts) => {
            await changePerson(pseudonym, facts)
            setChanging(false)
            again()
          }}
        />
      ) : (
        <dl class="card facts">
          <Fact name={t('people.born')} value={person.birthYear} />
          <Fact name={t('people.bodyMass')} value={massOf(person)} />
          <Fact name={t('people.shoeSize')} value={person.shoeSize === null ? null : exact(person.shoeSize)} />
          <Fact name={t('people.notes')} value={person.notes === '' ? null : person.notes} />
        </dl>
      )}
      <h2>{t('people.sessions')}</h2>
      {sessions.state === 'failed' && <FaultWords fault={sessions.fault} />}
      {sessions.state === 'ready' && <SessionsTable sessions={sessions.value.sessions} none={t('people.noSessions')} />}
      {!demo && (
        <div class="cards">
          <ConsentCard pseudonym={pseudonym} mayGive={treats} />
          {treats && <TherapistsCard person={person} onChange={again} />}
          {treats && <PatientAccountCard pseudonym={pseudonym} />}
          <RightsCard pseudonym={pseudonym} name={person.name} mayErase={treats} />
          <section class="card wide" aria-labelledby="log">
            <h2 id="log">{t('people.whoLooked')}</h2>
            <LogTable load={personLog(pseudonym)} key={pseudonym} />
          </section>
        </div>
      )}
    </div>
  )
}

const massOf = ({ bodyMass_kg }: PersonDocument): string | null =>
  bodyMass_kg === null ? null : t('people.kg', { mass: exact(bodyMass_kg) })

function Fact({ name, value }: { name: string; value: string | number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? t('people.notKnown')}</dd>
    </div>
  )
}
