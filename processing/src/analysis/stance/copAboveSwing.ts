import type { StanceSetup } from './setup.ts'
import type { Stance } from './stance.ts'

/** Resting level of each sensor, counts; used again for the next stance. */
let resting = new Float64Array(256)

/**
 * The stance's centre of pressure anew, in place in its history, with each sensor above its own mean of mid-swing: of counts without a zero, what a
 * sensor reads at rest would pull the centre of pressure towards itself. A sensor without a value, now or in all of mid-swing, is left out.
 */
export function copAboveSwing({ coefficients }: StanceSetup, { history, from, to }: Stance, swing_s: readonly [number, number]): void {
  const { copX, copY, counts, sensors } = history
  if (copX === null || copY === null || counts === null) return
  const { gain, x, y, unloaded } = coefficients
  findResting(counts, sensors, history.position(swing_s[0]), history.position(swing_s[1]))
  for (let i = from, row = from * sensors; i < to; i++, row += sensors) {
    let sum = 0
    let loaded = 0
    let mx = 0
    let my = 0
    for (let k = 0; k < sensors; k++) {
      const f = gain[k]! * (counts[row + k]! - resting[k]!)
      if (f !== f) continue
      sum += f
      if (!(f > 0)) continue
      loaded += f
      mx += f * x[k]!
      my += f * y[k]!
    }
    const known = sum >= unloaded && loaded > 0
    copX[i] = known ? mx / loaded : NaN
    copY[i] = known ? my / loaded : NaN
  }
}

/** Mean of the counts that are there at samples [from, to); NaN where none is. */
function findResting(counts: Float32Array, sensors: number, from: number, to: number): void {
  if (resting.length < sensors) resting = new Float64Array(sensors)
  for (let k = 0; k < sensors; k++) {
    let sum = 0
    let n = 0
    for (let i = from, j = from * sensors + k; i < to; i++, j += sensors) {
      const count = counts[j]!
      if (count !== count) continue
      sum += count
      n++
    }
    resting[k] = sum / n
  }
}
