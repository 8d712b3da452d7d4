import type { CalibrationStatusDocument } from '@solestream/dashboard-shared'
import { SIDES } from '@solestream/processing/model'
import { cancelCalibration } from '../shell/api.ts'
import { AttentionMark, SideMark } from '../shell/marks.tsx'
import { status } from '../live/liveModel.ts'
import { seen } from '../live/seen.ts'
import { calibrationWords, fitWords, stepWords } from '../words/calibration.ts'
import { t } from '../words/say.ts'

/** What both insoles rest on now. */
export function Insoles() {
  return (
    <ul class="calibrated">
      {SIDES.map((side) => {
        const use = status.value?.insoles.find((insole) => insole.side === side)?.calibrationUse ?? null
        return (
          <li key={side}>
            <SideMark side={side} />
            <span>
              {calibrationWords(use)}
              {use?.fit && <span class="note">{fitWords(use.fit)}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

export type RunningCalibration = NonNullable<CalibrationStatusDocument['running']>

/** What the person does now, and for how long. */
export function Step({ of }: { of: RunningCalibration }) {
  const left_s = Math.ceil(of.left_s - seen.value.statusAge_s)
  return (
    <section class="step" aria-label={t('calibration.now')}>
      <p class="now" role="status" aria-live="assertive">
        {of.side !== null && <SideMark side={of.side} />} {stepWords(of)}
      </p>
      <p class="timer" role="timer" aria-live="off">
        {of.left_s > 0 ? `${Math.max(0, left_s)} s` : '\u00a0'}
      </p>
      <progress max={100} value={of.progress_percent} aria-label={t('calibration.allSteps')} />
      <button type="button" disabled={of.step === 'writing'} onClick={() => void cancelCalibration().catch(() => undefined)}>
        {t('calibration.cancel')}
      </button>
    </section>
  )
}

/** How the last one ended; a refusal that was just answered to a key is not said twice. */
export function Last({ said, what }: { said: string | undefined; what?: 'tare' | 'body-weight' }) {
  const last = status.value?.calibration.last ?? null
  if (last === null || said?.startsWith(last.text) === true || (what !== undefined && last.what !== what)) return null
  return (
    <p class={last.ok ? 'outcome' : 'outcome field-fault'} role="status">
      {!last.ok && <AttentionMark />} {last.text} {last.mend} {last.fit !== null && fitWords(last.fit)}
    </p>
  )
}
