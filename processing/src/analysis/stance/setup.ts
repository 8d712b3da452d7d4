import type { InsoleDescription, WalkOptions } from '../../model/index.ts'
import { coefficients, type Coefficients } from '../force/coefficients.ts'
import type { KeptSignals } from '../signalHistory.ts'
import { footprint, type Footprint } from './archIndex.ts'
import { forefootLine, type ForefootLine } from './cpei.ts'
import { neighbours, type Neighbours } from './gradient.ts'
import { regionMap, type RegionMap } from './regionMap.ts'
import { STANCE } from './settings.ts'

/** What the figures of a foot's stances are computed with: all that follows from its insole. Frozen, so that copies of a machine share it. */
export interface StanceSetup {
  readonly insole: InsoleDescription
  /** Whether figures of the whole recording are wanted. */
  readonly wholeRecording: boolean
  readonly coefficients: Coefficients
  /** Force is in calibrated newtons. */
  readonly newtons: boolean
  /** Only where force is in newtons. */
  readonly bodyWeight_N: number | null
  /** Samples come fast enough for loading rates. */
  readonly fast: boolean
  /** mm2 of each sensor; null where one is not known. */
  readonly areas: Float64Array | null
  readonly map: RegionMap
  /** -1 medial of the foot's axis, +1 lateral, 0 on it, one a sensor; NaN where positions are not known. */
  readonly sideOfAxis: Float64Array
  readonly neighbours: Neighbours | null
  readonly footprint: Footprint | null
  readonly forefootLine: ForefootLine | null
}

export function stanceSetup(insole: InsoleDescription, { bodyWeight_N, wholeRecording = true }: WalkOptions = {}): StanceSetup {
  const { layout, sensors } = insole
  const c = coefficients(insole)
  const newtons = c.calibrated && c.unit === 'N'
  const of = layout.sensors.slice(0, sensors)
  const areas = of.length === sensors && of.every((s) => s.area_mm2 > 0) ? Float64Array.from(of, (s) => s.area_mm2) : null
  const map = regionMap(insole)
  const real = layout.geometry === 'mm' && of.length === sensors
  return Object.freeze({
    insole,
    wholeRecording,
    coefficients: c,
    newtons,
    bodyWeight_N: newtons && bodyWeight_N !== undefined && bodyWeight_N > 0 ? bodyWeight_N : null,
    fast: insole.rate_Hz >= STANCE.loadingRateFrom_Hz,
    areas,
    map,
    sideOfAxis: Float64Array.from(c.x, (x) => Math.sign(x)),
    neighbours: real && c.kPaPerForce !== null ? neighbours(c.x, c.y, map) : null,
    footprint: real && areas !== null && c.kPaPerForce !== null ? footprint(insole, areas) : null,
    forefootLine: layout.geometry === 'mm' ? forefootLine(layout) : null,
  })
}

/** What of the samples these figures look at. */
export const keptSignals = ({ coefficients: { positions, zeroKnown }, map, insole, wholeRecording }: StanceSetup): KeptSignals => {
  const parts = wholeRecording && (positions || map.regions.length > 0)
  const zeros = positions && !zeroKnown
  return { positions, sensors: insole.sensors > 1 && (parts || zeros) ? insole.sensors : 0 }
}
