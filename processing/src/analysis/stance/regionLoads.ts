import { PLANTAR_REGIONS } from '../../model/index.ts'
import { phaseOf } from './copPath.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import type { Stance } from './stance.ts'

const MOST = PLANTAR_REGIONS.length
const PHASES = 4

/** Sums over one stance, by part of the foot in the order of the setup's map; used again for the next stance. NaN: a value was missing. */
export interface RegionLoads {
  /** Integral of force, and its share in each of the four phases, shape [regions][4]. */
  readonly fti: Float64Array
  readonly phaseFti: Float64Array
  /** Largest pressure of any sensor, kPa, its integral, and the largest area above 15 kPa at one time, mm2. */
  readonly peak: Float64Array
  readonly pti1: Float64Array
  readonly area: Float64Array
  /** Time in contact. */
  readonly contact_s: Float64Array
  /** Of the midfoot, medial and lateral together. */
  midfoot_s: number
  /** Integral of lateral minus medial force, and of both, in each phase. */
  readonly lateralMinusMedial: Float64Array
  readonly lateralPlusMedial: Float64Array
  /** Sensors that were pressed above 15 kPa. */
  touched: Uint8Array
}

const loads: RegionLoads = {
  fti: new Float64Array(MOST),
  phaseFti: new Float64Array(PHASES * MOST),
  peak: new Float64Array(MOST),
  pti1: new Float64Array(MOST),
  area: new Float64Array(MOST),
  contact_s: new Float64Array(MOST),
  midfoot_s: 0,
  lateralMinusMedial: new Float64Array(PHASES),
  lateralPlusMedial: new Float64Array(PHASES),
  touched: new Uint8Array(256),
}
/** Of the samples of a stance: their phase, and the force of the midfoot. */
let phases = new Uint8Array(512)
let midfoot = new Float64Array(512)
const floors = new Float64Array(MOST)

/**
 * One pass over the sensors of a stance. A part of the foot is in contact while its force is more than 2 % of the foot's range above its own
 * force in mid-swing (from swing_s[0] to swing_s[1]): so it depends neither on the unit nor on an offset. `range`: largest force of the stance
 * minus the swing's.
 */
export function regionLoads(setup: StanceSetup, stance: Stance, swing_s: readonly [number, number], range: number): RegionLoads {
  const { history, from, to, cell_s, start_s, duration_s } = stance
  const n = to - from
  if (n > phases.length) [phases, midfoot] = [new Uint8Array(2 * n), new Float64Array(2 * n)]
  for (let i = 0; i < n; i++) phases[i] = phaseOf((history.time[from + i]! - start_s) / duration_s)
  for (const sums of [loads.fti, loads.phaseFti, loads.peak, loads.pti1, loads.area, loads.contact_s]) sums.fill(0)
  loads.lateralMinusMedial.fill(0)
  loads.lateralPlusMedial.fill(0)
  if (loads.touched.length < setup.insole.sensors) loads.touched = new Uint8Array(setup.insole.sensors)
  else loads.touched.fill(0)
  midfoot.fill(0, 0, n)

  const { regions, starts } = setup.map
  const level = STANCE.contactShare * range
  swingFloors(setup, stance, swing_s)
  let middleLevel = level
  for (let r = 0; r < regions.length; r++) {
    const inMiddle = regions[r] === 'midM' || regions[r] === 'midL'
    if (inMiddle) middleLevel += floors[r]!
    let contact_s = 0
    for (let i = 0; i < n; i++) {
      const cell = cell_s[i]!
      const f = sample(setup, history.counts!, from + i, starts[r]!, starts[r + 1]!, cell, phases[i]!)
      loads.phaseFti[PHASES * r + phases[i]!]! += f * cell
      if (f > floors[r]! + level) contact_s += cell
      if (inMiddle) midfoot[i]! += f
      if (setup.coefficients.kPaPerForce === null) continue
      loads.pti1[r]! += peakNow * cell
      if (peakNow > loads.peak[r]!) loads.peak[r] = peakNow
      if (areaNow > loads.area[r]!) loads.area[r] = areaNow
    }
    for (let p = 0; p < PHASES; p++) loads.fti[r]! += loads.phaseFti[PHASES * r + p]!
    loads.contact_s[r] = floors[r]! === floors[r]! && loads.fti[r]! === loads.fti[r]! ? contact_s : NaN
  }
  // Sensors under no part still count for lateral and medial
  const rest = regions.length
  if (starts[rest + 1]! > starts[rest]!)
    for (let i = 0; i < n; i++) sample(setup, history.counts!, from + i, starts[rest]!, starts[rest + 1]!, cell_s[i]!, phases[i]!)
  loads.midfoot_s = 0
  for (let i = 0; i < n; i++) if (midfoot[i]! > middleLevel) loads.midfoot_s += cell_s[i]!
  if (middleLevel !== middleLevel) loads.midfoot_s = NaN
  return loads
}

/** Of the sample and the sensors looked at last: no object a sample. */
let peakNow = 0
let areaNow = 0

/** Force of the sensors order[q..end) of a sample; their part of lateral and medial is added up. */
function sample(setup: StanceSetup, counts: Float32Array, i: number, q: number, end: number, cell: number, phase: number): number {
  const { coefficients, map, sideOfAxis, areas, insole } = setup
  const { gain, offset, kPaPerForce } = coefficients
  const { order } = map
  const row = i * insole.sensors
  let force = 0
  let signed = 0
  let sided = 0
  peakNow = 0
  areaNow = 0
  for (; q < end; q++) {
    const k = order[q]!
    const f = gain[k]! * counts[row + k]! + offset[k]!
    force += f
    const side = sideOfAxis[k]!
    signed += f * side
    sided += f * side * side
    if (kPaPerForce === null) continue
    const p = f * kPaPerForce[k]!
    if (p > peakNow) peakNow = p
    if (p > STANCE.contact_kPa) {
      loads.touched[k] = 1
      if (areas !== null) areaNow += areas[k]!
    }
  }
  loads.lateralMinusMedial[phase]! += signed * cell
  loads.lateralPlusMedial[phase]! += sided * cell
  return force
}

/** Mean force of each part over mid-swing. */
function swingFloors({ coefficients: { gain, offset }, map: { regions, order, starts }, insole }: StanceSetup, { history }: Stance, swing_s: readonly [number, number]): void {
  const from = history.position(swing_s[0])
  const to = history.position(swing_s[1])
  for (let r = 0; r < regions.length; r++) {
    let sum = 0
    for (let i = from, row = from * insole.sensors; i < to; i++, row += insole.sensors)
      for (let q = starts[r]!; q < starts[r + 1]!; q++) sum += gain[order[q]!]! * history.counts![row + order[q]!]! + offset[order[q]!]!
    floors[r] = sum / (to - from)
  }
}
