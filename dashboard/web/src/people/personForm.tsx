import type { NewPerson } from '@solestream/dashboard-shared'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { t } from '../words/say.ts'

export const NOBODY: NewPerson = { name: '', birthYear: null, bodyMass_kg: null, shoeSize: null, notes: '' }

const numberOrNull = (text: string | undefined): number | null =>
  text === undefined || text.trim() === '' ? null : Number(text.replace(',', '.'))

interface Props {
  readonly facts: NewPerson
  readonly words: string
  readonly save: (facts: NewPerson) => Promise<unknown>
  readonly onCancel?: () => void
}

/** What is known of a person. */
export function PersonForm({ facts, words, save, onCancel }: Props) {
  const form = useForm()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name = '', birthYear, bodyMass_kg, shoeSize, notes = '' } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(() =>
      save({
        name: name.trim(),
        birthYear: numberOrNull(birthYear),
        bodyMass_kg: numberOrNull(bodyMass_kg),
        shoeSize: numberOrNull(shoeSize),
        notes,
      }),
    )
  }
  return (
    <form class="card form wide" onSubmit={submit}>
      <Field name="name" label={t('people.name')} faults={form.faults}>
        {(ids) => <input {...ids} name="name" required maxLength={200} autocomplete="off" defaultValue={facts.name} />}
      </Field>
      <div class="row">
        <Field name="birthYear" label={t('people.birthYear')} faults={form.faults}>
          {(ids) => <input {...ids} name="birthYear" type="number" min="1900" max="2100" defaultValue={String(facts.birthYear ?? '')} />}
        </Field>
        <Field name="bodyMass_kg" label={t('people.bodyMassKg')} faults={form.faults}>
          {(ids) => (
            <input {...ids} name="bodyMass_kg" type="number" min="1" max="400" step="any" defaultValue={String(facts.bodyMass_kg ?? '')} />
          )}
        </Field>
        <Field name="shoeSize" label={t('people.shoeSize')} faults={form.faults}>
          {(ids) => (
            <input {...ids} name="shoeSize" type="number" min="10" max="60" step="any" defaultValue={String(facts.shoeSize ?? '')} />
          )}
        </Field>
      </div>
      <Field name="notes" label={t('people.notes')} faults={form.faults} hint={t('people.notesHint')}>
        {(ids) => <textarea {...ids} name="notes" maxLength={4000} rows={4} defaultValue={facts.notes} />}
      </Field>
      <FormFault faults={form.faults} fields={['name', 'birthYear', 'bodyMass_kg', 'shoeSize', 'notes']} />
      <div class="buttons">
        <button type="submit" class="main" disabled={form.busy}>
          {words}
        </button>
        {onCancel !== undefined && (
          <button type="button" class="quiet" onClick={onCancel}>
            {t('common.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}
