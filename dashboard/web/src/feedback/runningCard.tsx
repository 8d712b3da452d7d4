import type { FeedbackDocument } from '@solestream/dashboard-shared'
import { FormFault, useForm } from '../access/form.tsx'
import { stopFeedback } from '../shell/api.ts'
import { clock, number } from '../words/format.ts'
import { t } from '../words/say.ts'
import { GOALS } from './goals.ts'
import { markOf } from './mark.ts'

const SIGNS = { inside: '\u2713', above: '\u2191', below: '\u2193' } as const

/** What the patient walks by now. */
export function RunningCard({ of }: { of: FeedbackDocument | null }) {
  const form = useForm()
  if (of === null)
    return (
      <section class="card">
        <h2>{t('feedback.running')}</h2>
        <p class="note">{t('feedback.none')}</p>
      </section>
    )
  const { plan, value, blocks, left_s, done } = of
  const goal = GOALS[plan.goal]
  const said = (v: number): string => number(v, goal.decimals)
  const where = value === null ? null : markOf(value, plan).where
  return (
    <section class="card form">
      <h2>{t('feedback.running')}</h2>
      <p>
        <strong>{t(goal.name)}</strong>
        {plan.side !== null && `, ${t(plan.side === 'left' ? 'common.left' : 'common.right')}`}:{' '}
        {t('live.goalBand', { low: said(plan.low), high: said(plan.high) })} {goal.unit}
      </p>
      <p>
        {value === null ? t('feedback.noValue') : t('feedback.value', { value: `${said(value)} ${goal.unit}` })}
        {where !== null && (
          <span class={`standing ${where === 'inside' ? 'in' : where}`}>
            {' '}
            <span aria-hidden="true">{SIGNS[where]}</span> {t(where === 'inside' ? 'feedback.inside' : goal[where])}
          </span>
        )}
      </p>
      {done ? (
        <p>{t('feedback.ended')}</p>
      ) : (
        <p>
          {t(blocks.at(-1)?.shown ? 'feedback.shown' : 'feedback.hidden')}
          {left_s !== null && `, ${t('feedback.left', { time: clock(left_s) })}`}
        </p>
      )}
      <FormFault faults={form.faults} fields={[]} />
      <button type="button" disabled={form.busy} onClick={() => void form.run(stopFeedback)}>
        {t('feedback.stop')}
      </button>
    </section>
  )
}
