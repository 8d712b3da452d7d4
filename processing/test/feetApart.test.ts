import { describe, expect, it } from 'vitest'
import { createWalker, type WalkerSettings } from '@solestream/ingest/virtual'
import { createGait, type GaitResult } from '@solestream/processing/analysis'
import { METRICS, SIDES, type MetricName, type Mode, type Side } from '@solestream/processing/model'
import { analyse, blocksOf } from './simulated.ts'

/** A walk whose right foot comes `late_s` too late, as when two recordings were joined by hand. */
function misaligned(mode: Mode, late_s: number, settings: Partial<WalkerSettings> = {}): GaitResult {
  const walker = createWalker({ duration_s: 60, seed: 3, standing_s: 0, ...settings })
  const machine = createGait({ insoles: SIDES.map((side) => walker.insoles[side]), mode })
  const blocks = (side: Side) =>
    blocksOf(walker, side, 5).map((b) => (side === 'left' ? b : { ...b, time_s: b.time_s.map((t) => t + late_s) }))
  const [left, right] = SIDES.map(blocks)
  left!.forEach((block, i) => {
    machine.push(block)
    machine.push(right![i]!)
  })
  machine.end()
  return machine.result()
}

const JOINED: readonly MetricName[] = ['step_s', 'doubleSupport_s', 'singleSupport_s', 'initialDoubleSupport_percent', 'phaseCoordinationIndex_percent', 'stepPhase_deg', 'stanceSymmetry_ratio', 'cyclogramAsymmetry_percent', 'relativePhase_deg'] // prettier-ignore

describe.each(['online', 'offline'] as const)('feet that do not belong together in time, %s', (mode) => {
  it('have no figure that joins them, with the reason; each foot keeps its own', () => {
    // A third of a stride: the right foot lands just before the left one
    const { summary, unavailable } = misaligned(mode, 0.35, { cadence_per_min: 110, strideVariability_percent: 1, asymmetry_percent: 0 })
    for (const metric of JOINED) {
      expect(summary[metric], metric).toBeUndefined()
      if (mode === 'offline') expect(unavailable[metric], metric).toMatch(/^the feet contradict each other: \d+ % of the strides/)
    }
    expect(unavailable['step_s']).toMatch(/no run/)
    for (const metric of ['stride_s', 'stance_s', 'swing_s'] as const) {
      for (const side of SIDES) expect(summary[metric]![side]!.n).toBeGreaterThan(30)
      expect(summary[metric]!.asymmetry_percent, metric).toBeUndefined()
      expect(unavailable[`${metric}.asymmetry`]).toMatch(/contradict/)
    }
    for (const name of Object.keys(summary) as MetricName[]) expect(METRICS[name].needs, name).not.toContain('both-feet')
  })

  it.each<[name: string, settings: Partial<WalkerSettings>]>([
    ['a walk', {}],
    ['a fast walk with little double support', { cadence_per_min: 140, stance_ratio: 0.54 }],
    ['a limp', { limp: { side: 'left', severity: 1 }, asymmetry_percent: 20 }],
    ['shuffling', { cadence_per_min: 60, stance_ratio: 0.8 }],
    ['a run', { running: true, cadence_per_min: 170, stance_ratio: 0.35 }],
  ])('is not said of %s', (_, settings) => {
    const walker = createWalker({ duration_s: 60, seed: 5, standing_s: 0, ...settings })
    // Of a run too that is told to be a walk
    const { summary, unavailable } = analyse(walker, mode, { task: 'walk' })
    expect(Object.values(unavailable).filter((why) => /contradict/.test(why))).toEqual([])
    expect(summary.step_s!.left!.n).toBeGreaterThan(10)
  })
})
