import { useState } from 'preact/hooks'
import { Field, FormFault, useForm, valuesOf, type Faults } from '../access/form.tsx'
import { startFeedback } from '../shell/api.ts'
import { number } from '../words/format.ts'
import { readNumber } from '../words/readNumber.ts'
import { t } from '../words/say.ts'
import { GOAL_IDS, GOALS, type FeedbackGoal } from './goals.ts'

const FIELDS = ['goal', 'side', 'low', 'high', 'tone', 'fading', 'block_s']
const shortest = (value: number, decimals: number): string => number(value, Number.isInteger(value) ? 0 : decimals)

/** One goal with its band; starts it anew where one is shown. */
export function PlanForm({ running }: { running: boolean }) {
  const form = useForm()
  const [goal, setGoal] = useState<FeedbackGoal>('stance-symmetry')
  const [wrong, setWrong] = useState<Faults>({})
  const { unit, decimals, ofOneFoot, mirrored, band } = GOALS[goal]
  const faults = { ...form.faults, ...wrong }

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const values = valuesOf(event.currentTarget as HTMLFormElement)
    const [low, high, block_s] = ['low', 'high', 'block_s'].map((name) => readNumber(values[name] ?? '')) as [number, number, number]
    const bad: Record<string, string> = {}
    if (Number.isNaN(low)) bad['low'] = t('feedback.numbers')
    if (Number.isNaN(high)) bad['high'] = t('feedback.numbers')
    if (Number.isNaN(block_s)) bad['block_s'] = t('feedback.numbers')
    if (low >= high) bad['high'] = t('feedback.order')
    setWrong(bad)
    if (Object.keys(bad).length > 0) return
    const side = ofOneFoot ? (values['side'] === 'right' ? 'right' : 'left') : null
    const fading = values['fading'] === 'always' ? 'always' : 'faded'
    void form.run(() => startFeedback({ goal, side, low, high, tone: values['tone'] !== undefined, fading, block_s }))
  }

  return (
    <form class="card form" onSubmit={submit} noValidate>
      <Field name="goal" label={t('feedback.goal')} faults={faults}>
        {(ids) => (
          <select {...ids} name="goal" value={goal} onChange={(event) => setGoal(event.currentTarget.value as FeedbackGoal)}>
            {GOAL_IDS.map((one) => (
              <option value={one} key={one}>
                {t(GOALS[one].name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {ofOneFoot && (
        <Field name="side" label={t('feedback.side')} faults={faults}>
          {(ids) => (
            <select {...ids} name="side">
              <option value="left">{t('common.left')}</option>
              <option value="right">{t('common.right')}</option>
            </select>
          )}
        </Field>
      )}
      <div class="row" key={goal}>
        <Field name="low" label={t('feedback.low', { unit })} faults={faults}>
          {(ids) => <input {...ids} name="low" inputMode="text" autocomplete="off" defaultValue={shortest(band[0], decimals)} />}
        </Field>
        <Field name="high" label={t('feedback.high', { unit })} faults={faults}>
          {(ids) => <input {...ids} name="high" inputMode="text" autocomplete="off" defaultValue={shortest(band[1], decimals)} />}
        </Field>
      </div>
      {mirrored && <p class="note">{t('feedback.signHint')}</p>}
      <Field name="fading" label={t('feedback.fading')} faults={faults}>
        {(ids) => (
          <select {...ids} name="fading">
            <option value="faded">{t('feedback.faded')}</option>
            <option value="always">{t('feedback.always')}</option>
          </select>
        )}
      </Field>
      <Field name="block_s" label={t('feedback.block')} faults={faults}>
        {(ids) => <input {...ids} name="block_s" inputMode="decimal" autocomplete="off" defaultValue="60" />}
      </Field>
      <label class="feedback-check">
        <input type="checkbox" name="tone" defaultChecked /> {t('feedback.tone')}
      </label>
      <FormFault faults={faults} fields={FIELDS} />
      <button type="submit" class="main" disabled={form.busy}>
        {t(running ? 'feedback.startAgain' : 'feedback.start')}
      </button>
    </form>
  )
}
