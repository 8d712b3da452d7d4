import type { FeedbackDocument } from '@solestream/dashboard-shared'
import { SideMark } from '../shell/marks.tsx'
import { t } from '../words/say.ts'
import { GOALS } from './goals.ts'
import { BAND_PART, markOf } from './mark.ts'

/** The band in the middle of its track, and the mark of the newest step; in words below. */
export function ScreenPicture({ of }: { of: FeedbackDocument }) {
  const { plan, value } = of
  const goal = GOALS[plan.goal]
  const mark = value === null ? null : markOf(value, plan)
  const [first, last] = goal.mirrored ? [goal.above, goal.below] : [goal.below, goal.above]
  return (
    <div class="feedback-picture">
      <div class="feedback-track" aria-hidden="true">
        {goal.mirrored && <SideMark side="left" />}
        <svg viewBox="0 0 1000 240" preserveAspectRatio="none" class="feedback-line">
          <rect x="0" y="112" width="1000" height="16" class="track" />
        </svg>
        <div class="feedback-band" style={{ left: `${50 * (1 - BAND_PART)}%`, width: `${100 * BAND_PART}%` }} />
        {mark !== null && (
          <div class="feedback-travel">
            <div class={`feedback-mark ${mark.where}`} style={{ left: `${100 * mark.place}%` }} />
          </div>
        )}
        {goal.mirrored && <SideMark side="right" />}
      </div>
      <div class="feedback-ends" aria-hidden="true">
        <span>{t(first)}</span>
        <span>{t(last)}</span>
      </div>
      <p class="feedback-where">
        {mark === null
          ? t('feedback.firstStep')
          : mark.where === 'inside'
            ? t('feedback.insideNow')
            : t('feedback.outsideNow', { where: t(goal[mark.where]) })}
      </p>
    </div>
  )
}
