import { describe, expect, it } from 'vitest'
import { createWalker } from '@solestream/ingest/virtual'
import {
  createFixedThresholdDetector,
  createGait,
  GAIT_ALGORITHM,
  GAIT_ALGORITHM_IDS,
  UnknownAlgorithm,
  type ForceChunk,
} from '@solestream/processing/analysis'
import { algorithmId, SIDES, type GaitEvent, type Mode } from '@solestream/processing/model'
import { machineContract } from './machineContract.ts'
import { analyse } from './simulated.ts'
import { insoles, packets, walk } from './walker.ts'

const MODES: readonly Mode[] = ['online', 'offline']

describe('versions of the gait algorithms', () => {
  it('have ids of their own, the current one first', () => {
    expect(new Set(GAIT_ALGORITHM_IDS).size).toBe(GAIT_ALGORITHM_IDS.length)
    expect(GAIT_ALGORITHM_IDS[0]).toBe(algorithmId(GAIT_ALGORITHM('online')))
    expect(GAIT_ALGORITHM_IDS).toContain('gait@1.0.0')
  })

  it.each(MODES)('that are chosen are the ones that run and that the result names, %s', (mode) => {
    const walker = () => createWalker({ duration_s: 40, seed: 3 })
    const current = analyse(walker(), mode)
    expect(analyse(walker(), mode, { algorithm: GAIT_ALGORITHM_IDS[0] })).toEqual(current)
    const fixed = analyse(walker(), mode, { algorithm: 'gait-fixed@1.0.0' })
    expect(fixed.strides.length).toBeGreaterThan(50)
    expect(fixed.strides[0]!.stance_s).not.toBe(current.strides[0]!.stance_s)
    // Whole samples; foot flat and heel off have their own detector
    const whole = fixed.events.filter((e) => e.kind === 'initial-contact' || e.kind === 'toe-off')
    for (const { time_s } of whole) expect(Math.abs(100 * time_s - Math.round(100 * time_s))).toBeLessThan(1e-6)
    expect(algorithmId(GAIT_ALGORITHM(mode, { algorithm: 'gait-fixed@1.0.0' }))).toBe('gait-fixed@1.0.0')
  })

  it('are told with all their settings, and with what was known of the walk', () => {
    const { settings } = GAIT_ALGORITHM('offline', { beltSpeed_m_s: 1.2 })
    expect(settings).toMatchObject({ mode: 'offline', plausible: { stride_s: [0.46, 3] }, inputs: { beltSpeed_m_s: 1.2 } })
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings)
    expect(GAIT_ALGORITHM('online', { algorithm: 'gait-fixed@1.0.0' }).settings).toMatchObject({
      contacts: { settings: { on_N: 40, off_N: 25 } },
    })
  })

  it('that are not there are refused with what is', () => {
    const wrong = () => createGait({ mode: 'online', algorithm: 'gait@0.1.0' })
    expect(wrong).toThrow(UnknownAlgorithm)
    expect(wrong).toThrow(`there is no algorithm gait@0.1.0; there are ${GAIT_ALGORITHM_IDS.join(', ')}`)
  })

  it('that an insole cannot carry say so, and tell nothing', () => {
    const feet = walk({ seconds: 20, sensors: 4 })
    const raw = insoles(feet).map((i) => ({ ...i, layout: { ...i.layout, unit: 'raw' as const } }))
    const machine = createGait({ insoles: raw, mode: 'offline', algorithm: 'gait-fixed@1.0.0' })
    for (const b of packets(feet, 50)) machine.push(b)
    machine.end()
    const { events, strides, unavailable } = machine.result()
    expect(events).toEqual([])
    expect(strides).toEqual([])
    for (const side of SIDES) expect(unavailable[`strides.${side}`]).toBe('fixed thresholds need forces in newtons')
  })
})

const feet = walk({ seconds: 30, sensors: 1, noise: 0 })
const chunk = (from: number, to: number, lostBefore = 0): ForceChunk => ({
  n: to - from,
  time_s: feet.left.time_s.slice(from, to),
  force: feet.left.rows.slice(from, to),
  lostBefore,
})

for (const mode of MODES)
  machineContract<ForceChunk, GaitEvent>(`the detector by fixed thresholds, ${mode}`, {
    create: () => createFixedThresholdDetector('left', mode, 100),
    inputs(lengths) {
      const out: ForceChunk[] = []
      for (let from = 0, i = 0; from < feet.left.n; i++) {
        const to = Math.min(feet.left.n, from + lengths[i % lengths.length]!)
        out.push(chunk(from, to))
        from = to
      }
      return out
    },
    essence: (events) => events,
    hostile: [chunk(0, 0), chunk(5, 10), { ...chunk(0, 5), force: new Float32Array(5).fill(NaN) }, chunk(100, 200, 50)],
  })

describe('the detector by fixed thresholds', () => {
  it('finds the contacts later and the toe-offs earlier than the foot, by tens of milliseconds, and none in a gap', () => {
    const detector = createFixedThresholdDetector('left', 'online', 100)
    const events = [...detector.push(chunk(0, 1000)), ...detector.push(chunk(1150, 2000, 150))]
    const { contacts_s } = feet.left.truth
    const found = events.filter((e) => e.kind === 'initial-contact').map((e) => e.time_s)
    for (const t of found) expect(Math.min(...contacts_s.map((c) => (t >= c ? t - c : Infinity)))).toBeLessThan(0.1)
    expect(found.filter((t) => t > 9.99 && t < 11.5)).toEqual([])
    expect(found.length).toBeGreaterThan(13)
  })
})
