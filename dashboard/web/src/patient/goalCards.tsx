import type { GoalDocument, TrendDocument } from '@solestream/dashboard-shared'
import { FormFault, useForm } from '../access/form.tsx'
import { endGoal } from '../shell/api.ts'
import { language, rich, t } from '../words/say.ts'
import { dayOf } from './dates.ts'
import { valueWords } from './figureWords.ts'
import { boundsOf, kindOf, visitsInRow } from './goals.ts'

interface Props {
  readonly pseudonym: string
  readonly goals: readonly GoalDocument[]
  readonly trend: TrendDocument
  readonly mayEnd: boolean
  readonly onChange: () => void
}

/** What was agreed with the therapist: what holds now, large; what ended, as a list. */
export function GoalCards({ pseudonym, goals, trend, mayEnd, onChange }: Props) {
  const form = useForm()
  const ended = goals.filter((goal) => goal.ended_utc !== null)
  const held = goals.filter((goal) => goal.ended_utc === null)
  return (
    <>
      {held.length === 0 && <p class="note">{t('patient.noGoal')}</p>}
      {held.map((goal) => (
        <section class="goal" aria-labelledby={`goal-${goal.id} goal-words-${goal.id}`} key={goal.id}>
          <h2 id={`goal-${goal.id}`}>{goal.by === null ? t('patient.goal') : t('patient.goalWith', { name: goal.by.name })}</h2>
          <p class="words" id={`goal-words-${goal.id}`}>
            {goal.words}
          </p>
          <p>
            {boundWords(goal)} {progressWords(trend, goal)}
          </p>
          <p class="agreed">{t('patient.goalAgreed', { date: dayOf(`${goal.agreedOn}T12:00:00`, language()) })}</p>
          {mayEnd && (
            <button type="button" disabled={form.busy} onClick={() => void form.run(() => endGoal(pseudonym, goal.id).then(onChange))}>
              {rich('patient.goalEnd', { hidden: (words) => <span class="hidden">{words}</span> }, { words: goal.words })}
            </button>
          )}
        </section>
      ))}
      <FormFault faults={form.faults} fields={[]} />
      {ended.length > 0 && (
        <section class="card" aria-labelledby="earlier-goals">
          <h2 id="earlier-goals">{t('patient.earlierGoals')}</h2>
          <ul class="written">
            {ended.map((goal) => (
              <li key={goal.id}>
                {goal.words} <span class="note">{t('patient.goalEnded', { date: dayOf(goal.ended_utc!, language()) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Where the figure is one of those on the page; else the agreed words say it alone. */
function boundWords(goal: GoalDocument): string {
  const kind = kindOf(goal)
  if (kind === null) return ''
  const { low, high } = boundsOf(goal)
  const words = (value: number | null): string => (value === null ? '' : valueWords(kind, value, 0))
  const key = low === null ? 'patient.atMost' : high === null ? 'patient.atLeast' : 'patient.between'
  return t(key, { low: words(low), high: words(high) })
}

function progressWords(trend: TrendDocument, goal: GoalDocument): string {
  const visits = visitsInRow(trend, goal)
  return visits === null ? t('patient.goalUnknown') : t('patient.goalNow', { visits })
}
