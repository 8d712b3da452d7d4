import { useState } from 'preact/hooks'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { agreeGoal } from '../shell/api.ts'
import { t } from '../words/say.ts'
import { NAMES } from './figureWords.ts'
import { KINDS, type Kind } from './figures.ts'
import { goalOf } from './goals.ts'

const HOW = { atMost: 'patient.kindAtMost', atLeast: 'patient.kindAtLeast', between: 'patient.kindBetween' } as const
type How = keyof typeof HOW

const today = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** The therapist writes down what both agreed on. */
export function GoalForm({ pseudonym, onDone }: { pseudonym: string; onDone: () => void }) {
  const form = useForm()
  const [how, setHow] = useState<How>('atMost')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const { metric, atLeast, atMost, words = '', agreedOn = '' } = valuesOf(element)
    const bound = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text))
    void form
      .run(() =>
        agreeGoal(pseudonym, {
          ...goalOf(metric as Kind, { low: bound(atLeast), high: bound(atMost) }),
          words: words.trim(),
          agreedOn,
        }),
      )
      .then((done) => {
        if (!done) return
        element.reset()
        setHow('atMost')
        onDone()
      })
  }
  return (
    <form class="card form" onSubmit={submit} aria-labelledby="new-goal">
      <h2 id="new-goal">{t('patient.newGoal')}</h2>
      <Field name="metric" label={t('patient.goalMetric')} faults={form.faults}>
        {(ids) => (
          <select {...ids} name="metric">
            {KINDS.map((kind) => (
              <option value={kind} key={kind}>
                {t(NAMES[kind])}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="how" label={t('patient.goalKind')} faults={form.faults}>
        {(ids) => (
          <select {...ids} name="how" value={how} onChange={(event) => setHow(event.currentTarget.value as How)}>
            {(Object.keys(HOW) as How[]).map((one) => (
              <option value={one} key={one}>
                {t(HOW[one])}
              </option>
            ))}
          </select>
        )}
      </Field>
      {how !== 'atMost' && <NumberField name="atLeast" label={t('patient.goalLow')} faults={form.faults} />}
      {how !== 'atLeast' && <NumberField name="atMost" label={t('patient.goalHigh')} faults={form.faults} />}
      <Field name="words" label={t('patient.goalWords')} faults={form.faults}>
        {(ids) => <textarea {...ids} name="words" rows={2} required maxLength={500} />}
      </Field>
      <Field name="agreedOn" label={t('patient.goalDay')} faults={form.faults}>
        {(ids) => <input {...ids} name="agreedOn" type="date" required defaultValue={today()} />}
      </Field>
      <FormFault faults={form.faults} fields={['metric', 'atLeast', 'atMost', 'words', 'agreedOn']} />
      <button type="submit" class="main" disabled={form.busy}>
        {t('patient.goalSave')}
      </button>
    </form>
  )
}

const NumberField = ({ name, label, faults }: Pick<Parameters<typeof Field>[0], 'name' | 'label' | 'faults'>) => (
  <Field name={name} label={label} faults={faults}>
    {(ids) => <input {...ids} name={name} type="number" step="any" required inputMode="decimal" />}
  </Field>
)
