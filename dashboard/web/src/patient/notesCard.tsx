import type { NoteDocument } from '@solestream/dashboard-shared'
import { me, role } from '../access/me.ts'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { writeNote } from '../shell/api.ts'
import { language, t } from '../words/say.ts'
import { dayOf } from './dates.ts'

/** What the person and who treats wrote down for each other. */
export function NotesCard({ pseudonym, notes, onDone }: { pseudonym: string; notes: readonly NoteDocument[]; onDone: () => void }) {
  const form = useForm()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const { text = '' } = valuesOf(element)
    void form
      .run(() => writeNote(pseudonym, text.trim()))
      .then((done) => {
        if (!done) return
        element.reset()
        onDone()
      })
  }
  return (
    <section class="card form" aria-labelledby="notes">
      <h2 id="notes">{t('patient.notes')}</h2>
      {notes.length === 0 ? (
        <p class="note">{t('patient.noNotes')}</p>
      ) : (
        <ul class="written">
          {notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <p class="note">{writtenBy(note)}</p>
            </li>
          ))}
        </ul>
      )}
      <form class="form" onSubmit={submit}>
        <Field
          name="text"
          label={t('patient.noteLabel')}
          faults={form.faults}
          {...(role() === 'patient' ? { hint: t('patient.noteHint') } : {})}
        >
          {(ids) => <textarea {...ids} name="text" rows={3} required maxLength={2000} />}
        </Field>
        <FormFault faults={form.faults} fields={['text']} />
        <button type="submit" disabled={form.busy}>
          {t('patient.noteSave')}
        </button>
      </form>
    </section>
  )
}

function writtenBy({ by, byPerson, written_utc }: NoteDocument): string {
  const date = dayOf(written_utc, language())
  if (by !== null && by.account === me.value?.account?.id) return t('patient.noteByYou', { date })
  if (byPerson) return t(role() === 'patient' ? 'patient.noteByYou' : 'patient.noteByPatient', { date })
  return by === null ? t('patient.noteByTherapist', { date }) : t('patient.noteBy', { name: by.name, date })
}
