import type { InsoleDescription, SampleBlock, SessionMetricName, Side, StanceCurves, Stride } from '../../model/index.ts'
import { PLANTAR_REGIONS, SIDES, STANCE_FIGURE_NAMES, type PlantarRegion } from '../../model/index.ts'
import type { Figures, Given } from '../figures/index.ts'
import { bootstrapMean, drawsForMean, type Draws } from '../statistics/index.ts'
import { CurveSums } from './curveSums.ts'
import { CYCLOGRAM_POINTS, cyclogramShape } from './cyclogram.ts'
import { slotOf, type BothRecord, type StanceRecord } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { SustainedLoad } from './sustainedLoad.ts'
import { notInstrumented, whyAbsent } from './whyAbsent.ts'

interface Foot {
  /** Of strides that the gates have not judged yet, by their start. */
  readonly waiting: Map<number, StanceRecord>
  /** Values of valid stances, in order; frozen, so that copies share them. */
  readonly kept: (readonly number[])[]
  readonly force: CurveSums
  readonly copX: CurveSums
  readonly copY: CurveSums
  /** Of all whole stances, valid or not: how many, and the sum of pti 1 of each part. */
  stances: number
  readonly stress: Float64Array
  setup: StanceSetup | null
  sustained: SustainedLoad | null
}

const foot = (): Foot => ({
  waiting: new Map(),
  kept: [],
  force: new CurveSums(STANCE.points),
  copX: new CurveSums(STANCE.points),
  copY: new CurveSums(STANCE.points),
  stances: 0,
  stress: new Float64Array(PLANTAR_REGIONS.length),
  setup: null,
  sustained: null,
})

const PTI1 = PLANTAR_REGIONS.map((region) => slotOf(`${region}_pti1_kPas`))
const PEAK = PLANTAR_REGIONS.map((region) => slotOf(`${region}_peakPressure_kPa`))

/** Figures and curves of a recording from the records of its stances. Records wait until the gates have judged their strides. */
export class StanceSummary {
  private readonly feet: Readonly<Record<Side, Foot>> = { left: foot(), right: foot() }
  private readonly both: { readonly cyclogram: CurveSums; readonly asymmetry: number[]; readonly x: number[]; readonly y: number[] } = {
    cyclogram: new CurveSums(2 * CYCLOGRAM_POINTS),
    asymmetry: [],
    x: [],
    y: [],
  }

  describe(insole: InsoleDescription): void {
    this.feet[insole.side].sustained = new SustainedLoad(insole)
  }

  /** Every sample counts for sustained load, in strides or not. */
  add(block: SampleBlock): void {
    this.feet[block.side].sustained?.add(block)
  }

  /** A stance whose stride the gates have not judged yet. */
  wait(start_s: number, record: StanceRecord): void {
    const of = this.feet[record.side]
    of.waiting.set(start_s, record)
    of.setup = record.setup
  }

  /** The gates' word on a stride. */
  judged({ side, start_s, valid }: Stride): void {
    const of = this.feet[side]
    const record = of.waiting.get(start_s)
    if (record === undefined) return
    of.waiting.delete(start_s)
    of.stances++
    PTI1.forEach((slot, r) => {
      if (Number.isFinite(record.values[slot])) of.stress[r]! += record.values[slot]!
    })
    if (!valid) return
    of.kept.push(Object.freeze(record.values))
    of.force.add(record.force)
    if (record.copX !== null) of.copX.add(record.copX)
    if (record.copY !== null) of.copY.add(record.copY)
    if (record.both !== null) this.addBoth(record.both)
  }

  private addBoth({ cyclogram, asymmetry, crossing }: BothRecord): void {
    this.both.cyclogram.add(cyclogram)
    this.both.asymmetry.push(asymmetry)
    if (crossing === null) return
    this.both.x.push(crossing[0])
    this.both.y.push(crossing[1])
  }

  figures(): Figures {
    const found: { [M in SessionMetricName]?: { left?: Given; right?: Given; both?: Given } } = {}
    const draws = new Map<number, Draws>()
    const mean = (values: Float64Array): Given => {
      const n = values.length
      if (n === 0) return { n, because: 'no valid stance has it' }
      if (!draws.has(n)) draws.set(n, drawsForMean(n))
      return { value: meanOf(values), n, ci95: bootstrapMean(values, draws.get(n)) }
    }
    for (const side of SIDES) {
      const of = this.feet[side]
      if (of.setup === null) continue
      for (const name of STANCE_FIGURE_NAMES) {
        const why = whyAbsent(of.setup, name)
        ;(found[name] ??= {})[side] = why === null ? mean(column(of.kept, slotOf(name))) : { n: of.kept.length, because: why }
      }
      const doses = of.sustained?.doses_kPas()
      const minutes = of.sustained?.minutes() ?? 0
      PLANTAR_REGIONS.forEach((region, r) => {
        ;(found[`${region}_sustainedDose_kPas`] ??= {})[side] = this.instrumented(of, region, () =>
          doses === undefined || !Number.isFinite(doses[r])
            ? { n: minutes, because: 'no pressure was measured' }
            : { value: doses[r]!, n: minutes, ci95: null },
        )
        ;(found[`${region}_above200kPa_percent`] ??= {})[side] = this.instrumented(of, region, () =>
          mean(column(of.kept, PEAK[r]!).map((peak) => (peak > STANCE.high_kPa ? 100 : 0))),
        )
        ;(found[`${region}_cumulativeStress_kPas`] ??= {})[side] = this.instrumented(of, region, () => ({
          value: of.stress[r]!,
          n: of.stances,
          ci95: null,
        }))
      })
    }
    return { ...found, ...this.bothFigures(mean) }
  }

  private instrumented(of: Foot, region: PlantarRegion, figure: () => Given): Given {
    return of.setup!.map.regions.includes(region) ? figure() : { n: of.kept.length, because: notInstrumented([region]) }
  }

  private bothFigures(mean: (values: Float64Array) => Given): Figures {
    const { cyclogram, asymmetry, x, y } = this.both
    const n = cyclogram.n
    const { area, compactness } = cyclogramShape(cyclogram.means())
    const shape = (value: number) => ({ both: n > 0 ? { value, n, ci95: null } : { n, because: 'no valid stride has it' } })
    const spread = (values: readonly number[]) => ({
      both: values.length > 1 ? { value: sdOf(values), n: values.length, ci95: null } : { n: values.length, because: 'too few strides' },
    })
    return {
      cyclogramArea_ratio: shape(area),
      cyclogramCompactness_ratio: shape(compactness),
      cyclogramAsymmetry_percent: { both: mean(Float64Array.from(asymmetry)) },
      butterflyX_mm: { both: mean(Float64Array.from(x)) },
      butterflyY_mm: { both: mean(Float64Array.from(y)) },
      butterflyXSd_mm: spread(x),
      butterflyYSd_mm: spread(y),
    }
  }

  curves(): StanceCurves {
    const force: { [S in Side]?: NonNullable<StanceCurves['force'][S]> } = {}
    const gaitLine: { [S in Side]?: NonNullable<StanceCurves['gaitLine'][S]> } = {}
    for (const side of SIDES) {
      const { setup, force: forces, copX, copY } = this.feet[side]
      if (setup === null || forces.n === 0) continue
      force[side] = { unit: setup.coefficients.unit, ...forces.band() }
      if (copX.n === 0) continue
      const { geometry, length_mm, width_mm } = setup.insole.layout
      const real = geometry === 'mm'
      gaitLine[side] = { unit: real ? 'mm' : 'ratio', x: copX.band(real ? 1 : 1 / width_mm), y: copY.band(real ? 1 : 1 / length_mm) }
    }
    return { force, gaitLine }
  }
}

/** One figure of all stances that have it. */
function column(kept: readonly (readonly number[])[], slot: number): Float64Array {
  const values = new Float64Array(kept.length)
  let n = 0
  for (const one of kept) if (Number.isFinite(one[slot])) values[n++] = one[slot]!
  return values.subarray(0, n)
}

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

function sdOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1))
}
