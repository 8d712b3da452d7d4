import type { History } from './history.ts'

/** Where a straight ramp meets a level. One object, reused. */
export interface Corner {
  time_s: number
  /** Of the ramp, per second. */
  slope: number
  /** Standard deviation of what level and ramp leave unexplained. */
  residual: number
  /** False when too few samples lie on the ramp, or it does not lead away from the level. */
  found: boolean
}

export const newCorner = (): Corner => ({ time_s: 0, slope: 0, residual: 0, found: false })

const MOST_PASSES = 10
const CLOSE_S = 1e-4

/**
 * Least squares of a level that becomes a ramp: level, slope and corner are fitted to samples first..last at once (Gauss-Newton: the mean on the
 * level's side, a line on the ramp's, and where they meet, again until it stays). `direction` 1: the ramp follows the level (loading); -1: it comes
 * before it (unloading). Uses every sample, so noise averages out as far as it can.
 */
export function fitCorner(history: History, first: number, last: number, direction: 1 | -1, guess_s: number, corner: Corner): void {
  const { time_s, force, mask } = history
  const origin_s = time_s[(direction === 1 ? last : first) & mask]!
  const end_s = time_s[(direction === 1 ? first : last) & mask]!
  let at_s = guess_s
  corner.found = false
  corner.time_s = guess_s
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let flat = 0
    let nFlat = 0
    let n = 0
    let flatSquares = 0
    let sxx = 0
    let st = 0
    let sx = 0
    let stt = 0
    let stx = 0
    for (let i = first; i <= last; i++) {
      const x = force[i & mask]!
      const t = time_s[i & mask]!
      if (direction === 1 ? t <= at_s : t >= at_s) {
        flat += x
        flatSquares += x * x
        nFlat++
      } else {
        const since = t - origin_s
        n++
        st += since
        sx += x
        sxx += x * x
        stt += since * since
        stx += since * x
      }
    }
    if (n < 2 || nFlat === 0) return
    const slope = (n * stx - st * sx) / (n * stt - st * st)
    if (!(direction * slope > 0)) return
    const mean = flat / nFlat
    const met_s = origin_s + (mean - (sx - slope * st) / n) / slope
    // beyond the samples the line says nothing
    if (direction === 1 ? !(met_s < origin_s && met_s > end_s) : !(met_s > origin_s && met_s < end_s)) return
    corner.found = true
    corner.slope = slope
    const unexplained = flatSquares - nFlat * mean * mean + sxx - (sx * sx) / n - slope * slope * (stt - (st * st) / n)
    corner.residual = Math.sqrt(Math.max(0, unexplained) / Math.max(1, n + nFlat - 3))
    corner.time_s = pass === MOST_PASSES - 1 ? (met_s + at_s) / 2 : met_s
    if (Math.abs(met_s - at_s) < CLOSE_S) return
    at_s = met_s
  }
}
