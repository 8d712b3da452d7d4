import { MAD_TO_SD, RollingWindow } from '../statistics/index.ts'
import type { StrideDraft } from './draft.ts'
import { USUAL } from './limits.ts'

/**
 * The MAD of n values falls short of that of many by this factor, on average: without it a short history would reject ordinary strides.
 * The fit is Hayes' (2014) as Park, Kim & Wang quote it (doi:10.1080/03610918.2019.1699114); a test checks it by simulation.
 */
export const smallSample = (n: number): number => 1 / (1 - 0.76213 / n - 0.86413 / (n * n))

export interface Robust {
  readonly n: number
  readonly median: number
  readonly mad: number
}

/** Signed distance from the median in robust standard deviations; 0 while there is too little history. */
export function deviation(value: number | undefined, { n, median, mad }: Robust): number {
  if (value === undefined || n < USUAL.from) return 0
  const sd = Math.max(MAD_TO_SD * mad * smallSample(n), USUAL.least_ratio * Math.abs(median))
  return (value - median) / sd
}

/** The last values of one series. */
class UsualValue {
  readonly window = new RollingWindow(USUAL.window)

  /** Which way a value leaves the usual: 0 not at all, 1 above, -1 below. */
  compare(value: number | undefined): -1 | 0 | 1 {
    const median = this.window.median()
    const d = deviation(value, { n: this.window.n, median, mad: this.window.mad(median) })
    return d > USUAL.k ? 1 : d < -USUAL.k ? -1 : 0
  }

  add(value: number | undefined): void {
    if (value !== undefined) this.window.add(value)
  }
}

/**
 * The last strides of a foot that were added: their times, and their stance shares, which speed changes little. Unusual strides are added
 * too: a median and a MAD bear them, and so the window can't narrow itself.
 */
export class UsualStride {
  private readonly time = new UsualValue()
  private readonly share = new UsualValue()

  get n(): number {
    return this.time.window.n
  }

  get median_s(): number {
    return this.time.window.median()
  }

  /** Which way a stride leaves the usual: 0 not at all, 1 longer (or with more stance), -1 the other way. */
  compare({ metrics }: StrideDraft): -1 | 0 | 1 {
    return this.time.compare(metrics.stride_s) || this.share.compare(metrics.stance_percent)
  }

  add({ metrics }: StrideDraft): void {
    this.time.add(metrics.stride_s)
    this.share.add(metrics.stance_percent)
  }

  forget(): void {
    this.time.window.clear()
    this.share.window.clear()
  }
}
