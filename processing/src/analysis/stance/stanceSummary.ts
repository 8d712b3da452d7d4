import type { PressureMap, SampleBlock, SessionMetricName, Side, StanceCurves, Stride } from '../../model/index.ts'
import { SAMPLE_FIGURE_NAMES, SESSION_METRICS, SIDES } from '../../model/index.ts'
import type { Figures, Given } from '../figures/figures.ts'
import { BothStances } from './bothStances.ts'
import { curveAsymmetry_ratio } from './curveAsymmetry.ts'
import { extentOf } from './extent.ts'
import { FootStances } from './footStances.ts'
import type { StanceRecord } from './record.ts'
import type { StanceSetup } from './setup.ts'

const NOT_ASKED = 'a live result does not have it: it comes with the result of the whole recording'

/** Figures and curves of a recording from its stances: records wait until the gates have judged their strides. */
export class StanceSummary {
  private readonly feet: { [S in Side]?: FootStances } = {}
  private readonly both = new BothStances()
  /** By the start of the stride. */
  private readonly waiting: Readonly<Record<Side, Map<number, StanceRecord>>> = { left: new Map(), right: new Map() }
  private readonly wanted: boolean

  constructor(wanted: boolean) {
    this.wanted = wanted
  }

  /** An insole; described anew with another layout or calibration, its stances are summed up afresh: they do not compare. */
  describe(setup: StanceSetup): void {
    if (this.wanted) this.feet[setup.insole.side] = new FootStances(setup)
  }

  /** Every sample counts for sustained load, in strides or not. */
  add(block: SampleBlock): void {
    this.feet[block.side]?.sustained.add(block)
  }

  /** A stance whose stride the gates have not judged yet. */
  wait(start_s: number, record: StanceRecord): void {
    this.waiting[record.side].set(start_s, record)
  }

  /** The gates' word on a stride. */
  judged({ side, start_s, valid }: Stride): void {
    const record = this.waiting[side].get(start_s)
    if (record === undefined) return
    this.waiting[side].delete(start_s)
    const foot = this.feet[side]
    if (foot === undefined || foot.insole !== record.setup.insole) return
    foot.add(record, valid)
    if (valid && record.both !== null) this.both.add(record.both)
  }

  figures(): Figures {
    if (!this.wanted) return notAsked()
    const found: { [M in SessionMetricName]?: { left?: Given; right?: Given; both?: Given } } = {}
    for (const side of SIDES) for (const [name, given] of this.feet[side]?.figures() ?? []) (found[name] ??= {})[side] = given
    return { ...found, ...this.both.figures(), forceCurveAsymmetry_ratio: { both: this.curveAsymmetry() } }
  }

  private curveAsymmetry(): Given {
    const { left, right } = this.feet
    const n = Math.min(left?.force.n ?? 0, right?.force.n ?? 0)
    const value = n > 0 ? curveAsymmetry_ratio(left!.force.band().mean, right!.force.band().mean) : null
    return value === null ? { n, because: 'no valid stance of either foot has it' } : { value, n, ci95: null }
  }

  curves(): StanceCurves {
    const force: { [S in Side]?: NonNullable<StanceCurves['force'][S]> } = {}
    const gaitLine: { [S in Side]?: NonNullable<StanceCurves['gaitLine'][S]> } = {}
    const pressure: { [S in Side]?: PressureMap } = {}
    for (const side of SIDES) {
      const foot = this.feet[side]
      if (foot === undefined || foot.force.n === 0) continue
      force[side] = { unit: foot.unit, ...foot.force.band() }
      const map = foot.pressureMap()
      if (map !== null) pressure[side] = map
      if (foot.copX.n === 0) continue
      const { length_mm, width_mm } = extentOf(foot.insole.layout)
      const real = foot.insole.layout.geometry === 'mm'
      gaitLine[side] = {
        unit: real ? 'mm' : 'ratio',
        x: foot.copX.band(real ? 1 : 1 / width_mm),
        y: foot.copY.band(real ? 1 : 1 / length_mm),
      }
    }
    return { force, gaitLine, ...(Object.keys(pressure).length > 0 && { pressure }) }
  }
}

function notAsked(): Figures {
  const because = { because: NOT_ASKED }
  const each = { left: because, right: because }
  return Object.fromEntries(SAMPLE_FIGURE_NAMES.map((name) => [name, SESSION_METRICS[name].feet === 'both' ? { both: because } : each]))
}
