import { useState } from 'preact/hooks'
import { me } from '../access/me.ts'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { createPerson, getPeople } from '../shell/api.ts'
import { navigate, personPath } from '../shell/router.ts'
import { NOBODY, PersonForm } from './personForm.tsx'
import { exact } from '../words/format.ts'
import { t } from '../words/say.ts'

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
        <h1>{t('people.title')}</h1>
        <label class="search">
          <span class="hidden">{t('people.find')}</span>
          <input type="search" placeholder={t('people.findHint')} value={wanted} onInput={(e) => setWanted(e.currentTarget.value)} />
        </label>
        {!demo && (
          <button type="button" class="main" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('people.add')}
          </button>
        )}
      </div>
      {demo && <p class="lead">{t('people.demo')}</p>}
      {adding && (
        <PersonForm
          facts={NOBODY}
          words={t('people.addIt')}
          onCancel={() => setAdding(false)}
          save={async (facts) => navigate(personPath((await createPerson(facts)).pseudonym))}
        />
      )}
      {loaded.state === 'loading' && <p class="note">{t('common.loading')}</p>}
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && found.length === 0 && (
        <p class="empty">{t(loaded.value.people.length === 0 ? 'people.nobody' : 'people.notFound')}</p>
      )}
      {found.length > 0 && (
        <div class="card scroll" tabIndex={0} role="region" aria-label={t('people.table')}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('people.name')}</th>
                <th scope="col">{t('people.pseudonym')}</th>
                <th scope="col" class="figure-cell">
                  {t('people.born')}
                </th>
                <th scope="col" class="figure-cell">
                  {t('people.bodyMass')}
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
                  <td class="figure-cell">
                    {person.bodyMass_kg === null ? '\u2013' : t('people.kg', { mass: exact(person.bodyMass_kg) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
