import { joined, lackOf } from './acrossStep.ts'
import type { AcrossStep, HostLine } from './acrossStep.ts'
import { addBound, forgetAfter, forgetBefore, noEvidence } from './bounds.ts'
import type { Evidence } from './bounds.ts'
import type { HostSteps, StepLack } from './hostSteps.ts'
import { lineFrom, slopeOf } from './line.ts'
import type { Line } from './line.ts'

/** The bounds of one insole's clock, in stretches between steps of the host's clock, and the line that follows from them. */
export interface Stretches {
  /** Since the last step. */
  readonly now: Evidence
  /** Whether there is a stretch before it that still counts. */
  readonly stepped: boolean
  /** Of readings since the last step: what they are too large by. */
  lack_s(): number
  /** What the corrections lack by these bounds alone. */
  ownLack(): StepLack | null
  line(): HostLine | null
  exchange(
    device: { readonly received_s: number; readonly sent_s: number },
    host: { readonly sent_s: number; readonly received_s: number },
  ): void
  arrival(device_s: number, host_s: number): void
  /** The host stepped at some time after `sure_s` of the device: another stretch begins. */
  step(sure_s: number): void
  /** Nothing of what was known counts any more. */
  forget(): void
}

/** Of arrivals the earliest in each such stretch of time is kept. */
const ARRIVAL_BIN_S = 1
/** Live, what came before a step is let go after so many exchanges: they tell as much. */
const ENOUGH_ALONE = 200

const without = (line: Line | null, lack_s: number): Line | null => line && { ...line, offset_s: line.offset_s - lack_s }

/** `window_s`: bounds older than this are forgotten. */
export function createStretches(window_s: number, steps: HostSteps): Stretches {
  let now = noEvidence()
  /** How often the host had stepped when `now` began. */
  let count = steps.count
  let before: { readonly evidence: Evidence; readonly count: number } | null = null
  /** What was known last of the step when the time before it was let go. */
  let kept: { readonly lack: StepLack | null; readonly hostError_s: number } = { lack: null, hostError_s: 0 }
  let fitted: { readonly own: Line | null; readonly across: AcrossStep | null } | null = null

  function fit(): NonNullable<typeof fitted> {
    if (fitted !== null) return fitted
    const slope = slopeOf(before === null ? [now] : [before.evidence, now])
    const own = lineFrom(now, slope)
    const old = before && without(lineFrom(before.evidence, slope), steps.lack_s(before.count))
    return (fitted = { own, across: old && { old, own } })
  }
  const ownLack = (): StepLack | null => {
    const { across } = fit()
    return across === null ? kept.lack : lackOf(across)
  }
  const lack_s = (): number => steps.lack_s(count)

  return {
    get now() {
      return now
    },
    get stepped() {
      return before !== null
    },
    lack_s,
    ownLack,
    line() {
      const { own, across } = fit()
      if (across !== null) return joined(across, lack_s())
      const known = without(own, lack_s())
      return known && { ...known, hostError_s: known.error_s + kept.hostError_s }
    },
    exchange(device, host) {
      addBound(now.lower, device.received_s, host.sent_s - device.received_s)
      addBound(now.upper, device.sent_s, host.received_s - device.sent_s)
      for (const bounds of [now.lower, now.upper, now.arrivals]) forgetBefore(bounds, device.sent_s - window_s, 3)
      fitted = null
      if (before === null || window_s === Infinity || now.lower.x_s.length < ENOUGH_ALONE) return
      const { across } = fit()
      if (across !== null) kept = { lack: ownLack(), hostError_s: across.old.error_s }
      before = fitted = null
    },
    arrival(device_s, host_s) {
      const { arrivals } = now
      const y_s = host_s - device_s
      const last = arrivals.x_s.length - 1
      if (last >= 0 && device_s - (arrivals.x_s[last] as number) < ARRIVAL_BIN_S) {
        if (y_s >= (arrivals.y_s[last] as number)) return
        // Keeping the bin's first abscissa lets bins end; the error is below 1 s * 100 ppm.
        arrivals.y_s[last] = y_s
      } else {
        addBound(arrivals, device_s, y_s)
        forgetBefore(arrivals, device_s - window_s)
      }
      fitted = null
    },
    step(sure_s) {
      forgetAfter(now.arrivals, sure_s - ARRIVAL_BIN_S)
      before = { evidence: now, count }
      count = steps.count
      kept = { lack: null, hostError_s: 0 }
      now = noEvidence()
      fitted = null
    },
    forget() {
      now = noEvidence()
      before = fitted = null
    },
  }
}
