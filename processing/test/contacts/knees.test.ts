import { describe, expect, it } from 'vitest'
import { detect, match, MODES, walkSignal } from './signal.ts'
import type { Mode, SignalOptions } from './signal.ts'

const modes = Object.keys(MODES) as Mode[]

/** Signals with sharp knees at known times: what the detectors must reach on them, contact and toe-off, in ms. */
const CASES: readonly (readonly [string, SignalOptions, contact_ms: number, off_ms: number])[] = [
  ['walking', {}, 3, 3],
  ['slow loading', { slope_per_s: 3, stride_s: 1.8, stance_s: 1.2 }, 5, 3],
  ['quick loading', { slope_per_s: 25 }, 3, 4],
  ['running', { stride_s: 0.7, stance_s: 0.24, slope_per_s: 16 }, 3, 4],
  ['shuffling', { stride_s: 0.8, stance_s: 0.66, slope_per_s: 8 }, 3, 3],
  ['50 Hz', { rate_Hz: 50 }, 4, 5],
  ['200 Hz', { rate_Hz: 200 }, 3, 3],
  ['raw counts, negative', { gain: 2200, offset: -2048 }, 3, 3],
  ['drift of 1 R in 5 minutes', { seconds: 300, drift_per_s: 1 / 300 }, 3, 3],
  ['falling drift', { seconds: 300, drift_per_s: -1 / 300 }, 3, 3],
  ['noise of 0.5 % R', { noise: 0.005 }, 3, 3],
  ['noise of 3 % R', { noise: 0.03 }, 6, 6],
  ['spikes of 3 R', { spike: 3 }, 3, 3],
  ['spikes of 0.4 R', { spike: 0.4 }, 3, 3],
  ['a pause of 2 minutes', { seconds: 180, standing: [[20, 140]] }, 3, 3],
  ['a pause of 2 minutes, drifting', { seconds: 180, standing: [[20, 140]], drift_per_s: 1 / 300 }, 3, 3],
]

describe.each(modes)('%s contacts on knees at known times', (mode) => {
  it.each(CASES)('%s', (_, options, contact_ms, off_ms) => {
    const signal = walkSignal(options)
    const events = detect(mode, signal)
    const contact = match(events, 'initial-contact', signal.contacts)
    const off = match(events, 'toe-off', signal.offs)
    expect(contact).toMatchObject({ missed: 0, extra: 0 })
    expect(off).toMatchObject({ missed: 0, extra: 0 })
    expect(contact.mae_ms).toBeLessThan(contact_ms)
    expect(off.mae_ms).toBeLessThan(off_ms)
  })

  it('alternates, ascends, and has confidences from 0 to 1', () => {
    const events = detect(mode, walkSignal({ noise: 0.01, spike: 1 }))
    expect(events.length).toBeGreaterThan(90)
    for (let i = 0; i < events.length; i++) {
      expect(events[i]!.confidence).toBeGreaterThanOrEqual(0)
      expect(events[i]!.confidence).toBeLessThanOrEqual(1)
      if (i === 0) continue
      expect(events[i]!.time_s).toBeGreaterThan(events[i - 1]!.time_s)
      expect(events[i]!.kind).not.toBe(events[i - 1]!.kind)
    }
  })
})

describe('when an event is known', () => {
  it('online: at or after it, soon', () => {
    const events = detect('online', walkSignal({ noise: 0.002 })).filter((e) => e.time_s > 5)
    expect(events.length).toBeGreaterThan(80)
    for (const e of events) {
      expect(e.detected_s).toBeGreaterThanOrEqual(e.time_s)
      expect(e.detected_s! - e.time_s).toBeLessThan(0.08)
    }
  })
  it('offline: not said', () => {
    for (const e of detect('offline', walkSignal())) expect(e).not.toHaveProperty('detected_s')
  })
})

describe.each(modes)('%s: levels that are lost are learned again', (mode) => {
  it.each([
    ['an offset that jumps', 1, 0.8],
    ['a gain that falls to a fifth', 0.2, 0],
  ])('%s', (_, gain, offset) => {
    const signal = walkSignal({ seconds: 120 })
    for (let i = 6000; i < signal.force.length; i++) signal.force[i] = signal.force[i]! * gain + offset
    const late = match(detect(mode, signal), 'initial-contact', signal.contacts, 72)
    expect(late.found).toBeGreaterThan(35)
    expect(late).toMatchObject({ missed: 0, extra: 0 })
  })
})
