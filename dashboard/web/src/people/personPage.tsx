import { useState } from 'preact/hooks'
import { me, role } from '../access/me.ts'
import { SessionsTable } from '../sessions/sessionsPage.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { changePerson, getPerson, getSessionsOf } from '../shell/api.ts'
import { patientPath } from '../shell/router.ts'
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
  if (loaded.state === 'loading') return <div class="sheet note">Loading</div>
  if (loaded.state === 'failed')
    return (
      <div class="sheet">
        <h1>Person</h1>
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
            Change
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
          words="Save"
          onCancel={() => setChanging(false)}
          save={async (facts) => {
            await changePerson(pseudonym, facts)
            setChanging(false)
            again()
          }}
        />
      ) : (
        <dl class="card facts">
          <Fact name="Born" value={person.birthYear} />
          <Fact name="Body mass" value={person.bodyMass_kg} unit="kg" />
          <Fact name="Shoe size, EU" value={person.shoeSize} />
          <Fact name="Notes" value={person.notes === '' ? null : person.notes} />
        </dl>
      )}
      <h2>Sessions</h2>
      {sessions.state === 'failed' && <FaultWords fault={sessions.fault} />}
      {sessions.state === 'ready' && <SessionsTable sessions={sessions.value.sessions} none="Nothing was recorded of this person yet." />}
      {!demo && (
        <div class="cards">
          <ConsentCard pseudonym={pseudonym} mayGive={treats} />
          {treats && <TherapistsCard person={person} onChange={again} />}
          {treats && <PatientAccountCard pseudonym={pseudonym} />}
          <RightsCard pseudonym={pseudonym} name={person.name} mayErase={treats} />
          <section class="card wide" aria-labelledby="log">
            <h2 id="log">Who looked</h2>
            <LogTable load={personLog(pseudonym)} key={pseudonym} />
          </section>
        </div>
      )}
    </div>
  )
}

function Fact({ name, value, unit = '' }: { name: string; value: string | number | null; unit?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === null ? 'not known' : `${value}${unit === '' ? '' : ` ${unit}`}`}</dd>
    </div>
  )
}
