import type { GuideDocument } from '@solestream/dashboard-shared'
import type { MessageKey } from '@solestream/dashboard-shared/language'
import { measureGuide } from '../shell/api.ts'
import { AttentionMark, SideMark } from '../shell/marks.tsx'
import { number, signed } from '../words/format.ts'
import { t } from '../words/say.ts'
import { act, busy } from './guideModel.ts'

/** As the service has them (sessions/src/guide/model.ts). */
const MOST_DRIFT_PERCENT = 5
const MOST_SWAY_PERCENT = 5

type Measuring = NonNullable<GuideDocument['measuring']>

const TOLD: Readonly<Record<Measuring['phase'], Readonly<Record<'left' | 'right' | 'both', MessageKey>>>> = {
  'get-ready': { left: 'guide.getReadyLeft', right: 'guide.getReadyRight', both: 'guide.getReadyBoth' },
  hold: { left: 'guide.holdLeft', right: 'guide.holdRight', both: 'guide.holdBoth' },
}

/** What the person does now, readable from where she stands. */
const Now = ({ of }: { of: Measuring }) => (
  <div class="guide-now">
    <p role="status" aria-live="assertive">
      {of.side !== null && <SideMark side={of.side} />} {t(TOLD[of.phase][of.side ?? 'both'])}
    </p>
    <p class="guide-timer" role="timer" aria-live="off">
      {Math.max(0, Math.ceil(of.left_s))} s
    </p>
  </div>
)

const StartButton = ({ words, again }: { words: MessageKey; again: boolean }) => (
  <button type="button" class={again ? '' : 'main'} disabled={busy.value} onClick={() => void act(measureGuide)}>
    {t(again ? 'guide.again' : words)}
  </button>
)

const SIDES = { right: 'guide.sidesRight', swapped: 'guide.sidesSwapped', unclear: 'guide.sidesUnclear' } as const

export function SidesStep({ of: { measuring, sides } }: { of: GuideDocument }) {
  if (measuring !== null) return <Now of={measuring} />
  return (
    <>
      <p>{t('guide.sidesHint')}</p>
      {sides !== null && (
        <p class="outcome" role="status">
          {sides === 'right' ? <span aria-hidden="true">{'\u2713'}</span> : <AttentionMark />} {t(SIDES[sides])}
        </p>
      )}
      <StartButton words="guide.sidesStart" again={sides !== null} />
    </>
  )
}

export function StandingStep({ of: { step, measuring, standing } }: { of: GuideDocument }) {
  if (measuring !== null) return <Now of={measuring} />
  const last = step === 'stand' ? standing.before : standing.after
  return (
    <>
      <p>{t('guide.standHint')}</p>
      {last !== null && (
        <p class="outcome" role="status">
          {last.calibrated && last.unit === 'N' ? t('guide.standingForce', { total: number(last.total) }) : t('guide.standingRelative')}{' '}
          {last.sway_percent > MOST_SWAY_PERCENT ? (
            <>
              <AttentionMark /> {t('guide.standingMoved', { sway: number(last.sway_percent), most: MOST_SWAY_PERCENT })}
            </>
          ) : (
            step === 'stand-again' && <Drift of={standing.drift_percent} />
          )}
        </p>
      )}
      <StartButton words="guide.standStart" again={last !== null} />
    </>
  )
}

function Drift({ of }: { of: number | null }) {
  if (of === null) return <>{t('guide.driftUnknown')}</>
  const large = Math.abs(of) > MOST_DRIFT_PERCENT
  return (
    <>
      {large && <AttentionMark />} {t('guide.drift', { drift: signed(of, 1) })}{' '}
      {t(large ? 'guide.driftLarge' : 'guide.driftGood', { most: MOST_DRIFT_PERCENT })}
    </>
  )
}
