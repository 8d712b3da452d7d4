import type { PersonDocument } from '@solestream/dashboard-shared'
import { FormFault, useForm, valuesOf } from '../access/form.tsx'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { assignTherapist, getTherapists, releaseTherapist } from '../shell/api.ts'
import { rich, t } from '../words/say.ts'

/** Who treats this person, and so may see everything of this page. */
export function TherapistsCard({ person, onChange }: { person: PersonDocument; onChange: () => void }) {
  const form = useForm()
  const loaded = useLoaded(getTherapists, '')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { therapist } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(() => assignTherapist(person.pseudonym, Number(therapist)).then(onChange))
  }
  if (loaded.state === 'failed') return <FaultWords fault={loaded.fault} />
  if (loaded.state === 'loading') return null
  const treating = loaded.value.therapists.filter(({ id }) => person.therapists.includes(id))
  const others = loaded.value.therapists.filter(({ id }) => !person.therapists.includes(id))
  return (
    <section class="card form" aria-labelledby="therapists">
      <h2 id="therapists">{t('people.therapists')}</h2>
      <ul class="lines">
        {treating.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <button type="button" onClick={() => void form.run(() => releaseTherapist(person.pseudonym, id).then(onChange))}>
              {rich('people.remove', { hidden: (words) => <span class="hidden">{words}</span> }, { name })}
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <form class="row" onSubmit={submit}>
          <label class="field">
            <span>{t('people.alsoBy')}</span>
            <select name="therapist">
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" disabled={form.busy}>
            {t('people.addIt')}
          </button>
        </form>
      )}
      <FormFault faults={form.faults} fields={[]} />
    </section>
  )
}
