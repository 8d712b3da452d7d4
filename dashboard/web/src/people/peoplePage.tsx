import { useState } from 'preact/hooks'
import { me } from '../access/me.ts'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { createPerson, getPeople } from '../shell/api.ts'
import { navigate, personPath } from '../shell/router.ts'
import { NOBODY, PersonForm } from './personForm.tsx'

/** People that the viewer treats, by name. */
export function PeoplePage() {
  const loaded = useLoaded(getPeople, '')
  const [adding, setAdding] = useState(false)
  const [wanted, setWanted] = useState('')
  const demo = me.value?.access === 'open'
  const found =
    loaded.state === 'ready'
      ? loaded.value.people.filter(({ name, pseudonym }) => `${name} ${pseudonym}`.toLowerCase().includes(wanted.trim().toLowerCase()))
      : []
  return (
    <div class="sheet">
      <div class="title-row">
        <h1>People</h1>
        <label class="search">
          <span class="hidden">Find by name or pseudonym</span>
          <input type="search" placeholder="name or pseudonym" value={wanted} onInput={(e) => setWanted(e.currentTarget.value)} />
        </label>
        {!demo && (
          <button type="button" class="main" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            New person
          </button>
        )}
      </div>
      {demo && <p class="lead">Made-up people of the demo. Real ones need accounts: the link for the first one stands in the terminal.</p>}
      {adding && (
        <PersonForm
          facts={NOBODY}
          words="Add"
          onCancel={() => setAdding(false)}
          save={async (facts) => navigate(personPath((await createPerson(facts)).pseudonym))}
        />
      )}
      {loaded.state === 'loading' && <p class="note">Loading</p>}
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && found.length === 0 && (
        <p class="empty">{loaded.value.people.length === 0 ? 'You treat nobody yet.' : 'Nobody has such a name or pseudonym.'}</p>
      )}
      {found.length > 0 && (
        <div class="card scroll" tabIndex={0} role="region" aria-label="Table of people">
          <table class="list">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Pseudonym</th>
                <th scope="col" class="figure-cell">
                  Born
                </th>
                <th scope="col" class="figure-cell">
                  Body mass
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map((person) => (
                <tr key={person.pseudonym}>
                  <th scope="row">
                    <a href={personPath(person.pseudonym)}>{person.name}</a>
                  </th>
                  <td>{person.pseudonym}</td>
                  <td class="figure-cell">{person.birthYear ?? '\u2013'}</td>
                  <td class="figure-cell">{person.bodyMass_kg === null ? '\u2013' : `${person.bodyMass_kg} kg`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
