import type { History } from './history.ts'

/** Where a knee was found. `sure` is false when samples are missing there: then the time is the middle of the gap. One object, reused. */
export interface Knee {
  time_s: number
  /** Index of the first sample at or after the knee. */
  index: number
  sure: boolean
  /** The slope was reached at all. */
  steep: boolean
}

export const newKnee = (): Knee => ({ time_s: 0, index: 0, sure: true, steep: true })

/**
 * Walks back from sample `from`, which is loaded, to where the mean slope of the last `window_s` first is below `slope`; not before `earliest_s`.
 */
export function contactKnee(history: History, from: number, slope: number, window_s: number, earliest_s: number, knee: Knee): void {
  const { time_s, broken, mask } = history
  const oldest = history.oldest + 1
  knee.sure = true
  knee.steep = true
  let wanted = slope
  let j = from
  let later = history.slope(j, window_s)
  if (later < wanted) {
    // Slow or stepped loading: begin at the steepest stretch, and if even that is slow, take half of its slope.
    let steepest = later
    let at = j
    for (let k = j - 1; k > oldest && time_s[k & mask]! > earliest_s; k--) {
      const s = history.slope(k, window_s)
      if (Number.isNaN(s)) break
      if (s > steepest) {
        steepest = s
        at = k
        if (s >= slope) break
      }
    }
    if (steepest < slope) {
      knee.steep = false
      wanted = steepest / 2
    }
    j = at
    later = steepest
  }
  for (;;) {
    if (Number.isNaN(later) || broken[j & mask] === 1) {
      while (broken[j & mask] !== 1 && j > oldest) j--
      knee.sure = false
      knee.index = j
      knee.time_s = Math.max(earliest_s, (time_s[j & mask]! + time_s[(j - 1) & mask]!) / 2)
      return
    }
    const t1 = time_s[j & mask]!
    const t0 = time_s[(j - 1) & mask]!
    if (t0 <= earliest_s || j <= oldest) {
      knee.index = j
      knee.time_s = Math.max(earliest_s, t0)
      knee.steep = false
      return
    }
    const earlier = history.slope(j - 1, window_s)
    if (earlier < wanted) {
      knee.index = j
      knee.time_s = t0 + ((t1 - t0) * (wanted - earlier)) / (later - earlier)
      return
    }
    j--
    later = earlier
  }
}
