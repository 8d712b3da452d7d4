import { SIDES, type Quality } from '@solestream/processing/model'
import type { InsoleStatus, LiveStatus } from '../service.ts'
import type { GuideCheck } from './model.ts'

/** Chosen here; a person may go on in spite of each. */
const LOW_BATTERY_PERCENT = 20
const MOST_LOSS_PERCENT = 1
const MOST_CLOCK_ERROR_MS = 5
const OLD_CALIBRATION_DAYS = 7

const judged = (value: number | null, isGood: (value: number) => boolean): GuideCheck['verdict'] =>
  value === null ? 'unknown' : isGood(value) ? 'good' : 'attention'

/** What can be seen of the insoles without anybody's act. */
export function checksOf(
  status: Pick<LiveStatus, 'insoles' | 'leftRightClockError_ms'>,
  quality: Quality | null,
  now_ms: number,
): readonly GuideCheck[] {
  const ofSides = SIDES.flatMap((side): GuideCheck[] => {
    const insole = status.insoles.find((one) => one.side === side)
    if (insole?.link !== 'streaming') return [{ name: 'link', side, value: null, verdict: 'attention' }]
    const { deadSensors = null, stuckSensors = null } = quality?.sides[side] ?? {}
    const of = (name: GuideCheck['name'], value: number | null, isGood: (value: number) => boolean): GuideCheck => ({
      name,
      side,
      value,
      verdict: judged(value, isGood),
    })
    return [
      { name: 'link', side, value: null, verdict: 'good' },
      of('battery_percent', insole.battery_percent, (v) => v >= LOW_BATTERY_PERCENT),
      of('loss_percent', loss_percent(insole), (v) => v <= MOST_LOSS_PERCENT),
      of('deadSensors', deadSensors?.length ?? null, (v) => v === 0),
      of('stuckSensors', stuckSensors?.length ?? null, (v) => v === 0),
      calibration(insole, now_ms),
    ]
  })
  const clock = status.leftRightClockError_ms
  return [...ofSides, { name: 'clockError_ms', side: null, value: clock, verdict: judged(clock, (v) => v <= MOST_CLOCK_ERROR_MS) }]
}

function loss_percent({ lostSamples, samples }: InsoleStatus): number | null {
  const sent = lostSamples + samples
  return sent === 0 ? null : (100 * lostSamples) / sent
}

/** Without a calibration there is no age, and left cannot be compared with right: a person should know. */
function calibration({ side, calibrationUse }: InsoleStatus, now_ms: number): GuideCheck {
  const name = 'calibrationAge_days'
  if (calibrationUse === null || calibrationUse.method === 'none') return { name, side, value: null, verdict: 'attention' }
  const age = Math.max(0, (now_ms - Date.parse(calibrationUse.calibrated_utc)) / 86_400_000)
  return Number.isFinite(age)
    ? { name, side, value: age, verdict: age <= OLD_CALIBRATION_DAYS ? 'good' : 'attention' }
    : { name, side, value: null, verdict: 'unknown' }
}
