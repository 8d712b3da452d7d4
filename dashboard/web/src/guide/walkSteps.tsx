import { useLayoutEffect } from 'preact/hooks'
import { METRICS } from '@solestream/processing/model'
import type { GuideDocument } from '@solestream/dashboard-shared'
import { Said } from '../live/keyBar.tsx'
import { ASYMMETRY_MINIMUM_N, VARIABILITY_MINIMUM_N } from '../live/figureTable.ts'
import { counted } from '../live/liveModel.ts'
import { MarkerKeys } from '../live/markerKeys.tsx'
import { startKeys } from '../live/recordingActions.ts'
import { recordingSeconds } from '../live/seen.ts'
import { BeltButton } from '../treadmill/beltButton.tsx'
import { BeltLine } from '../treadmill/beltLine.tsx'
import { clock, number } from '../words/format.ts'
import { t } from '../words/say.ts'

/** As the service has it (sessions/src/guide/model.ts). */
const WARM_UP_S = 120

export function WarmUpStep({ of }: { of: GuideDocument }) {
  return (
    <>
      <p>{t('guide.warmUpHint')}</p>
      <p class="guide-timer">{t('guide.warmUpTime', { now: clock(of.warmUp_s), of: clock(WARM_UP_S) })}</p>
      <progress class="guide-progress" max={WARM_UP_S} value={Math.min(WARM_UP_S, of.warmUp_s)} aria-label={t('guide.warmUp')} />
      <BeltLine />
      <div class="guide-keys">
        <BeltButton />
      </div>
    </>
  )
}

const ENOUGH = [
  ['guide.averages', METRICS.stride_s.minimumN],
  ['guide.asymmetry', ASYMMETRY_MINIMUM_N],
  ['guide.variability', VARIABILITY_MINIMUM_N],
  ['guide.longRange', METRICS.strideAlpha.minimumN],
] as const

export function RecordStep() {
  useLayoutEffect(() => startKeys({ space: false }), [])
  const strides = Math.min(counted.value.left, counted.value.right)
  return (
    <>
      <p class="guide-timer">{t('guide.recordingTime', { time: clock(recordingSeconds.value ?? 0) })}</p>
      <p class="note">{t('guide.recordHint')}</p>
      <h3>{t('guide.progress')}</h3>
      <ul class="guide-enough">
        {ENOUGH.map(([name, of]) => (
          <li key={name} data-enough={strides >= of}>
            <span>{t(name)}</span>
            <progress class="guide-progress" max={of} value={Math.min(of, strides)} aria-label={t(name)} />
            <span>
              {strides >= of && <span aria-hidden="true">{'\u2713'} </span>}
              {t('guide.progressOf', { n: number(Math.min(of, strides)), of: number(of) })}
            </span>
          </li>
        ))}
      </ul>
      <div class="guide-keys" role="group" aria-label={t('live.keys')}>
        <MarkerKeys />
        <BeltButton />
      </div>
      <BeltLine />
      <Said />
    </>
  )
}
