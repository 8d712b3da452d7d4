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
  /** Of that, of sensors on the foot's axis: they are neither medial nor lateral, whatever their part is called. */
  readonly axisFti: Float64Array
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
  /** Sensors that were pressed above 15 kPa; only with a footprint. */
  touched: Uint8Array
}

const loads: RegionLoads = {
  fti: new Float64Array(MOST),
  phaseFti: new Float64Array(PHASES * MOST),
  axisFti: new Float64Array(PHASES * MOST),
  peak: new Float64Array(MOST),
  pti1: new Float64Array(MOST),
  area: new Float64Array(MOST),
  contact_s: new Float64Array(MOST),
  midfoot_s: 0,
  lateralMinusMedial: new Float64Array(PHASES),
  lateralPlusMedial: new Float64Array(PHASES),
  touched: new Uint8Array(256),
}
/** Force of each part at each sample, shape [regions + 1][samples]: what one pass writes and the next reads. */
let forces = new Float64Array((MOST + 1) * 512)
/** Index of the first sample of each phase, and of the stance's end. */
const bounds = new Uint32Array(PHASES + 1)
/** Force of each part in mid-swing. */
const floors = new Float64Array(MOST)
/** What is added to gain * count of each sensor. */
let offsets = new Float64Array(256)

/**
 * `swing_s`: mid-swing. `range`: largest force of the stance minus the swing's.
 *
 * @algorithm Parts of the foot
 *
 * Nine: medial and lateral heel and midfoot, metatarsal heads 1, 2-3 and 4-5, hallux, toes 2-5. A sensor lies under the part that the layout names;
 * with real geometry and no name, by its place: heel to 27 % of the length, midfoot to 55, forefoot to 81 (27 and 55 as pressuRe has them, the
 * rest proposed); across the width at that height, from the medial edge: halves, metatarsal heads at 30 and 65 %, hallux to 35 %. A part
 * without a sensor is "not instrumented", never 0.
 *
 * Peak pressure: the largest of its sensors. pti 1 (novel): the integral of the largest pressure at each moment. pti 2 (Melai 2011): force-time
 * integral / contact area: another number. Contact area: the largest area of sensors above 15 kPa at one moment. Contact time: while its force is
 * more than 2 % of the foot's range above its own force in mid-swing, so that neither unit nor offset matters. Relative load: its
 * force-time integral / that of all parts; without a calibration it is what there is, of loads above the mean of mid-swing. Peak gradient: the largest difference of two sensors nearer than 9 mm / their distance.
 *
 * Medial-lateral indices: 100 (M - L) / (M + L) of force-time integrals of heel, midfoot, forefoot (metatarsal heads 1 against 4-5), + medial, where
 * the zone carries 2 % of the load at least; sensors on the line heel centre - second toe count for neither. Lateral-medial force index: (L - M) / (L + M) of the sensors on either side of the line heel centre -
 * second toe, + lateral (Buldt 2018, doi:10.1186/s13047-018-0245-6).
 *
 * Accuracy on the simulated walker: relative loads within 0.5 points, peak pressures within 3 %. Limits: large sensors average peaks away;
 * figures of insoles with other sensors do not compare.
 */
export function regionLoads(setup: StanceSetup, stance: Stance, swing_s: readonly [number, number], range: number): RegionLoads {
  const n = stance.to - stance.from
  const { regions, starts } = setup.map
  if (n * (MOST + 1) > forces.length) forces = new Float64Array(2 * n * (MOST + 1))
  findPhases(stance, n)
  findZeros(setup, stance, swing_s)
  loads.lateralMinusMedial.fill(0)
  loads.lateralPlusMedial.fill(0)
  // Sensors under no part still count for lateral and medial
  const groups = starts.length - 1
  for (let r = 0; r < groups; r++) if (starts[r + 1]! > starts[r]!) sensorsOf(setup, stance, r, n)
  if (setup.coefficients.kPaPerForce !== null) for (let r = 0; r < regions.length; r++) pressuresOf(setup, stance, r, n)
  contacts(setup, stance, n, STANCE.contactShare * range)
  return loads
}

function findPhases({ history: { time }, from, start_s, duration_s }: Stance, n: number): void {
  bounds.fill(n)
  bounds[0] = 0
  for (let i = 0, phase = 0; i < n; i++) {
    const now = phaseOf((time[from + i]! - start_s) / duration_s)
    while (phase < now) bounds[++phase] = i
  }
}

/** Force of a part at each sample, its integral by phase, and what it adds to lateral and medial. */
function sensorsOf(setup: StanceSetup, { history, from, cell_s }: Stance, r: number, n: number): void {
  const { coefficients, map, sideOfAxis } = setup
  const { order, starts, regions } = map
  const counts = history.counts!
  const at = r * n
  // The group of sensors under no part comes last and has no sums of its own
  const own = r < regions.length
  if (own) {
    loads.phaseFti.fill(0, PHASES * r, PHASES * (r + 1))
    loads.axisFti.fill(0, PHASES * r, PHASES * (r + 1))
  }
  forces.fill(0, at, at + n)
  for (let q = starts[r]!; q < starts[r + 1]!; q++) {
    const k = order[q]!
    const gain = coefficients.gain[k]!
    const offset = offsets[k]!
    const side = sideOfAxis[k]!
    for (let phase = 0; phase < PHASES; phase++) {
      const first = bounds[phase]!
      const end = bounds[phase + 1]!
      const sum = addSensor(counts, (from + first) * history.sensors + k, history.sensors, gain, offset, cell_s, first, end, at)
      if (own) {
        loads.phaseFti[PHASES * r + phase]! += sum
        if (side === 0) loads.axisFti[PHASES * r + phase]! += sum
      }
      loads.lateralMinusMedial[phase]! += sum * side
      loads.lateralPlusMedial[phase]! += sum * side * side
    }
  }
  if (!own) return
  const p = PHASES * r
  loads.fti[r] = loads.phaseFti[p]! + loads.phaseFti[p + 1]! + loads.phaseFti[p + 2]! + loads.phaseFti[p + 3]!
}

/** Adds a sensor's force at samples [i, end) to `forces` from `at` on; gives its integral there. */
function addSensor(
  counts: Float32Array,
  j: number,
  width: number,
  gain: number,
  offset: number,
  cell_s: Float64Array,
  i: number,
  end: number,
  at: number,
): number {
  const into = forces
  let sum = 0
  for (; i < end; i++, j += width) {
    const f = gain * counts[j]! + offset
    sum += f * cell_s[i]!
    into[at + i]! += f
  }
  return sum
}

/** Peak pressure, its integral, and area in contact of a part. */
function pressuresOf(setup: StanceSetup, { history, from, cell_s }: Stance, r: number, n: number): void {
  const { coefficients, map, areas, footprint } = setup
  const { gain, offset, kPaPerForce } = coefficients
  const { order, starts } = map
  const counts = history.counts!
  const width = history.sensors
  const [first, end] = [starts[r]!, starts[r + 1]!]
  if (footprint !== null && r === 0) {
    if (loads.touched.length < width) loads.touched = new Uint8Array(width)
    else loads.touched.fill(0)
  }
  let [peak, pti1, largest] = [0, 0, 0]
  for (let i = 0, row = from * width; i < n; i++, row += width) {
    let most = 0
    let area = 0
    for (let q = first; q < end; q++) {
      const k = order[q]!
      const p = (gain[k]! * counts[row + k]! + offset[k]!) * kPaPerForce![k]!
      if (p > most) most = p
      if (!(p > STANCE.contact_kPa)) continue
      if (areas !== null) area += areas[k]!
      if (footprint !== null) loads.touched[k] = 1
    }
    pti1 += most * cell_s[i]!
    if (most > peak) peak = most
    if (area > largest) largest = area
  }
  loads.peak[r] = peak
  loads.pti1[r] = pti1
  loads.area[r] = largest
}

/** Counts of an insole that is not calibrated have no zero of their own: their mean in mid-swing is taken for it. */
function findZeros({ coefficients, map, insole }: StanceSetup, { history }: Stance, swing_s: readonly [number, number]): void {
  const { calibrated, gain, offset } = coefficients
  const { regions, order, starts } = map
  const from = history.position(swing_s[0])
  const to = history.position(swing_s[1])
  const { sensors: width } = history
  if (offsets.length < insole.sensors) offsets = new Float64Array(insole.sensors)
  for (let r = 0; r < starts.length - 1; r++) {
    let floor = 0
    for (let q = starts[r]!; q < starts[r + 1]!; q++) {
      const k = order[q]!
      let counts = 0
      for (let i = from, j = from * width + k; i < to; i++, j += width) counts += history.counts![j]!
      const inSwing = gain[k]! * (counts / (to - from))
      offsets[k] = calibrated ? offset[k]! : -inSwing
      floor += inSwing + offsets[k]!
    }
    if (r < regions.length) floors[r] = floor
  }
}

function contacts({ map: { regions, indexOf } }: StanceSetup, { cell_s }: Stance, n: number, level: number): void {
  for (let r = 0; r < regions.length; r++) {
    const threshold = floors[r]! + level
    let contact_s = 0
    for (let i = 0; i < n; i++) if (forces[r * n + i]! > threshold) contact_s += cell_s[i]!
    loads.contact_s[r] = threshold === threshold && loads.fti[r]! === loads.fti[r]! ? contact_s : NaN
  }
  const { midM: a, midL: b } = indexOf
  const middleLevel = level + (a >= 0 ? floors[a]! : 0) + (b >= 0 ? floors[b]! : 0)
  let midfoot_s = 0
  for (let i = 0; i < n; i++) {
    const f = (a >= 0 ? forces[a * n + i]! : 0) + (b >= 0 ? forces[b * n + i]! : 0)
    if (f > middleLevel) midfoot_s += cell_s[i]!
  }
  loads.midfoot_s = middleLevel === middleLevel ? midfoot_s : NaN
}
