import { useLayoutEffect } from 'preact/hooks'
import { t } from '../words/say.ts'
import { number } from '../words/format.ts'
import { GOALS } from './goals.ts'
import { shownOf } from './mark.ts'
import { delay, feedback, lost, startScreen } from './screenModel.ts'
import { ScreenPicture } from './screenPicture.tsx'
import { ToneControl } from './toneControl.tsx'

const STILL = {
  wait: ['feedback.waitTitle', 'feedback.waitText'],
  lost: ['feedback.lostTitle', 'feedback.lostText'],
  off: ['feedback.offTitle', 'feedback.offText'],
  done: ['feedback.doneTitle', 'feedback.doneText'],
} as const

/** The patient's screen: one goal, one band, one mark, one tone, and nothing else; between them a calm still picture. */
export function FeedbackScreen() {
  useLayoutEffect(startScreen, [])
  const now = feedback.value
  const shown = shownOf(now, lost.value)
  const picture = now !== null && (shown === 'mark' || shown === 'first')
  return (
    <div class="feedback-screen" data-shown={shown}>
      {picture ? (
        <>
          <div class="feedback-head">
            <h1>{t('feedback.keepInside')}</h1>
            <p>{t(GOALS[now.plan.goal].told, { side: now.plan.side ?? 'left' })}</p>
          </div>
          <ScreenPicture of={shown === 'first' ? { ...now, value: null } : now} />
        </>
      ) : (
        <div class="feedback-still">
          <StillPicture />
          <h1>{t(STILL[shown as keyof typeof STILL][0])}</h1>
          <p>{t(STILL[shown as keyof typeof STILL][1])}</p>
        </div>
      )}
      <footer class="feedback-foot">
        <ToneControl />
        <DelayWords />
      </footer>
    </div>
  )
}

/** A calm sun over a horizon: nothing to do. */
const StillPicture = () => (
  <svg viewBox="0 0 240 120" class="feedback-calm" aria-hidden="true">
    <circle cx="120" cy="80" r="36" />
    <rect x="0" y="80" width="240" height="40" />
    <path d="M0 80h240" />
  </svg>
)

function DelayWords() {
  const known = delay.value
  if (known === null) return <p class="feedback-delay">{t('feedback.delayUnknown')}</p>
  const seconds = (value: number): string => number(value, 2)
  return (
    <p class="feedback-delay" data-delay={known.screen_s.toFixed(4)}>
      {Number.isFinite(known.step_s) && <span class="note">{t('feedback.delayStep', { step: seconds(known.step_s) })} · </span>}
      {t('feedback.delay', { screen: seconds(known.screen_s) })}
    </p>
  )
}
