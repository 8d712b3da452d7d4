import type { ForceBlock, InsoleDescription, Machine, SampleBlock } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import { coefficients, type Coefficients } from './coefficients.ts'
import { RestingLoad } from './restingLoad.ts'

/** A force block, and what later stages need of the same pass over the sensors. */
export interface FootForce extends ForceBlock {
  /** Shape [n], largest pressure of any sensor, kPa; null where kPa can't be had. */
  readonly peak_kPa: Float32Array | null
}

interface Pool {
  readonly force: Float32Array
  readonly copX: Float32Array
  readonly copY: Float32Array
  readonly peak_kPa: Float32Array | null
}
/** Live blocks have one or two lengths; only short ones are worth keeping arrays for each. */
const POOLED_LENGTHS = 256

/**
 * One block in, one out.
 *
 * @algorithm Force and centre of pressure
 *
 * With a calibration (method vendor, bench or body-weight) the value of sensor k is gain_k (count - zero_k). In N: force is their sum. In kPa with
 * all sensor areas: force is the sum of p A. Pressures in kPa likewise, from N by the areas.
 *
 * Without one: value = offset + scale x count from the layout, and force is their sum in the source's own unit. If that says N it is N by name
 * only (`calibrated: false`): peak force and pressure are withheld.
 *
 * Stored pressure is never re-zeroed. A missing value is left out of the sum and counted (`missing`); a sample without any is NaN.
 *
 * Centre of pressure: sum(f x) / sum(f) over sensors with f > 0; NaN below 20 N, or without newtons below 5 % of one sensor's full scale per 16
 * sensors, and without positions. Not filtered: do not sum its path. Values that have neither a calibration nor a zero that a person took, whatever
 * their unit, have no zero at all: what each sensor reads at rest would pull the centre of pressure towards it. There f is what a sensor bears above its own
 * unloaded level: while samples come above the lowest level it was at so far (smoothed over 50 ms; before the first swing that is only what
 * changes), and in figures of stances above its mean in the middle of the swing that follows.
 *
 * Accuracy, simulated walker with unequal resting loads of up to an eighth of the sensors' range: gait line, ranges and strike index of stances as without them.
 */
export function createForce(insole: InsoleDescription): Machine<SampleBlock, FootForce> {
  const c = coefficients(insole)
  return forceOf(c, c.positions && !c.zeroKnown ? new RestingLoad(insole.sensors, insole.rate_Hz) : null)
}

function forceOf(c: Coefficients, resting: RestingLoad | null): Machine<SampleBlock, FootForce> {
  const pools = new Map<number, Pool>()
  let last: Pool | null = null

  function arrays(n: number): Pool {
    if (last !== null && last.force.length === n) return last
    let pool = pools.get(n)
    if (pool === undefined) {
      pool = {
        force: new Float32Array(n),
        copX: new Float32Array(n),
        copY: new Float32Array(n),
        peak_kPa: c.kPaPerForce && new Float32Array(n),
      }
      if (n <= POOLED_LENGTHS) pools.set(n, pool)
    }
    last = pool
    return pool
  }

  return {
    push(block) {
      const pool = arrays(block.n)
      let missing = loads(block.counts, block.n, c, pool)
      if (missing < 0) missing = loadsWithMissing(block.counts, block.n, c, pool)
      if (resting !== null) copAboveResting(block.counts, block.n, c, resting, pool)
      return [
        {
          side: block.side,
          block,
          force: pool.force,
          unit: c.unit,
          calibrated: c.calibrated,
          missing,
          copX: pool.copX,
          copY: pool.copY,
          peak_kPa: pool.peak_kPa,
        },
      ]
    },
    end: () => [],
    // Beside resting loads nothing is remembered but arrays to write into.
    fork: () => forceOf(c, copyOf(resting)),
  }
}

/** The usual case: every value present. Gives 0, or -1 as soon as a value is missing (NaN spreads into the sum). */
function loads(counts: Float32Array, n: number, c: Coefficients, out: Pool): number {
  const { gain, offset, x, y, unloaded, kPaPerForce } = c
  const sensors = gain.length
  const { force, copX, copY, peak_kPa } = out
  for (let i = 0; i < n; i++) {
    let sum = 0
    let loaded = 0
    let mx = 0
    let my = 0
    let peak = 0
    for (let k = 0, j = i; k < sensors; k++, j += n) {
      const f = gain[k]! * counts[j]! + offset[k]!
      sum += f
      if (f > 0) {
        loaded += f
        mx += f * x[k]!
        my += f * y[k]!
        if (kPaPerForce !== null) {
          const p = f * kPaPerForce[k]!
          if (p > peak) peak = p
        }
      }
    }
    if (sum !== sum) return -1
    force[i] = sum
    const known = sum >= unloaded && loaded > 0
    copX[i] = known ? mx / loaded : NaN
    copY[i] = known ? my / loaded : NaN
    if (peak_kPa !== null) peak_kPa[i] = peak
  }
  return 0
}

/** The same over the sensors that are present; gives how many values are not. */
function loadsWithMissing(counts: Float32Array, n: number, c: Coefficients, out: Pool): number {
  const { gain, offset, x, y, unloaded, kPaPerForce } = c
  const sensors = gain.length
  let missing = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    let loaded = 0
    let mx = 0
    let my = 0
    let peak = 0
    let present = 0
    for (let k = 0; k < sensors; k++) {
      const f = gain[k]! * counts[k * n + i]! + offset[k]!
      if (f !== f) continue
      present++
      sum += f
      if (!(f > 0)) continue
      loaded += f
      mx += f * x[k]!
      my += f * y[k]!
      if (kPaPerForce !== null) peak = Math.max(peak, f * kPaPerForce[k]!)
    }
    missing += sensors - present
    out.force[i] = present > 0 ? sum : NaN
    const known = sum >= unloaded && loaded > 0
    out.copX[i] = known ? mx / loaded : NaN
    out.copY[i] = known ? my / loaded : NaN
    if (out.peak_kPa !== null) out.peak_kPa[i] = present > 0 ? peak : NaN
  }
  return missing
}

/** The centre of pressure of what sensors bear above their resting loads. */
function copAboveResting(counts: Float32Array, n: number, { gain, x, y, unloaded }: Coefficients, resting: RestingLoad, out: Pool): void {
  const sensors = gain.length
  for (let i = 0; i < n; i++) {
    let loaded = 0
    let mx = 0
    let my = 0
    for (let k = 0; k < sensors; k++) {
      const count = counts[k * n + i]!
      resting.add(k, count)
      const f = gain[k]! * (count - resting.counts[k]!)
      if (!(f > 0)) continue
      loaded += f
      mx += f * x[k]!
      my += f * y[k]!
    }
    const known = loaded >= unloaded && loaded > 0
    out.copX[i] = known ? mx / loaded : NaN
    out.copY[i] = known ? my / loaded : NaN
  }
}
