import type { InsoleDescription, PlantarRegion, PressureMap, StanceFigureName } from '../../model/index.ts'
import { PLANTAR_REGIONS, SESSION_METRICS, STANCE_FIGURE_NAMES } from '../../model/index.ts'
import type { Given } from '../figures/figures.ts'
import { CurveSums } from './curveSums.ts'
import { extentOf } from './extent.ts'
import { loadDrift } from './loadDrift.ts'
import { meanFigure, shareFigure } from './meanFigure.ts'
import { MEAN_FORCE, slotOf, VALUES, type StanceRecord } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { SustainedLoad } from './sustainedLoad.ts'
import { NO_AREAS, notInstrumented, whyAbsent } from './whyAbsent.ts'

type OtherName =
  'loadDrift_percent' | 'largestSensor_mm2' | `${PlantarRegion}_${'above200kPa_percent' | 'cumulativeStress_kPas' | 'sustainedDose_kPas'}`

const PTI1 = PLANTAR_REGIONS.map((region) => slotOf(`${region}_pti1_kPas`))
const PEAK = PLANTAR_REGIONS.map((region) => slotOf(`${region}_peakPressure_kPa`))

/** Of each stance 0 or 100: its figure is the share of stances. */
const SHARES: ReadonlySet<StanceFigureName> = new Set(['singlePeak_percent'])

/** One foot's stances, summed up. */
export class FootStances {
  private readonly setup: StanceSetup
  /** Values of valid stances, in order, shape [kept][figures]; doubled when it is full. */
  private rows = new Float64Array(64 * VALUES)
  private kept = 0
  /** Of all whole stances, valid or not: how many, and the sum of pti 1 of each part. */
  private stances = 0
  private readonly stress = new Float64Array(PLANTAR_REGIONS.length)
  readonly sustained: SustainedLoad
  readonly force = new CurveSums(STANCE.points)
  readonly copX = new CurveSums(STANCE.points)
  readonly copY = new CurveSums(STANCE.points)
  /** Largest and mean pressure of each sensor. */
  readonly pressures: CurveSums

  constructor(setup: StanceSetup) {
    this.setup = setup
    this.sustained = new SustainedLoad(setup.insole)
    this.pressures = new CurveSums(2 * setup.insole.sensors)
  }

  get insole(): InsoleDescription {
    return this.setup.insole
  }

  /** The mean pressure picture; null where no stance had one. */
  pressureMap(): PressureMap | null {
    const { pressures, setup } = this
    if (pressures.n === 0) return null
    const { n, mean } = pressures.band()
    const { layout } = setup.insole
    const { geometry, outline, sensors } = layout
    return {
      unit: setup.coefficients.kPaPerForce === null ? this.unit : 'kPa',
      n,
      peak: mean.slice(0, setup.insole.sensors),
      mean: mean.slice(setup.insole.sensors),
      layout: { geometry, ...extentOf(layout), outline, sensors: sensors.map(({ x_mm, y_mm }) => ({ x_mm, y_mm })) },
    }
  }

  /** What a source calls newtons or kilopascals without a calibration is neither. */
  get unit(): 'N' | 'raw' | 'kPa' {
    const { calibrated, unit } = this.setup.coefficients
    return calibrated ? unit : 'raw'
  }

  add({ values, curves, hasCop, pressures }: StanceRecord, valid: boolean): void {
    this.stances++
    for (let r = 0; r < PTI1.length; r++) if (Number.isFinite(values[PTI1[r]!])) this.stress[r]! += values[PTI1[r]!]!
    if (!valid) return
    this.keep(values)
    this.force.add(curves)
    if (pressures !== null) this.pressures.add(pressures)
    if (!hasCop) return
    this.copX.add(curves, STANCE.points)
    this.copY.add(curves, 2 * STANCE.points)
  }

  private keep(values: readonly number[]): void {
    const at = this.kept++ * VALUES
    if (at === this.rows.length) {
      const longer = new Float64Array(2 * at)
      longer.set(this.rows)
      this.rows = longer
    }
    this.rows.fill(NaN, at, at + VALUES)
    this.rows.set(values, at)
  }

  /** Each session metric of this foot that comes from its samples. */
  *figures(): Generator<readonly [StanceFigureName | OtherName, Given]> {
    for (const name of STANCE_FIGURE_NAMES) {
      const because = whyAbsent(this.setup, name)
      const given = (values: Float64Array): Given =>
        SHARES.has(name) ? shareFigure(values) : meanFigure(values, SESSION_METRICS[name].range)
      yield [name, because === null ? given(this.column(slotOf(name))) : { because }]
    }
    yield ['loadDrift_percent', loadDrift(this.column(MEAN_FORCE))]
    const { areas } = this.setup
    yield ['largestSensor_mm2', areas === null ? { because: NO_AREAS } : { value: Math.max(...areas), n: this.kept, ci95: null }]
    const doses = this.sustained.doses_kPas()
    for (const [r, region] of PLANTAR_REGIONS.entries()) {
      const because = this.setup.map.regions.includes(region) ? null : notInstrumented([region])
      const unless = (given: () => Given): Given => (because === null ? given() : { because })
      const total = (value: number, n: number) => unless(() => ({ value, n, ci95: null }))
      const high = () => this.column(PEAK[r]!).map((peak) => (peak > STANCE.high_kPa ? 100 : 0))
      yield [`${region}_above200kPa_percent`, unless(() => shareFigure(high()))]
      yield [`${region}_cumulativeStress_kPas`, total(this.stress[r]!, this.stances)]
      yield [`${region}_sustainedDose_kPas`, total(doses[r]!, this.sustained.minutes())]
    }
  }

  /** One figure of all valid stances that have it. */
  private column(slot: number): Float64Array {
    const values = new Float64Array(this.kept)
    let n = 0
    for (let i = 0, at = slot; i < this.kept; i++, at += VALUES) if (Number.isFinite(this.rows[at])) values[n++] = this.rows[at]!
    return values.subarray(0, n)
  }
}
