import { MAD_TO_SD, RollingWindow } from '../statistics/index.ts'
import type { StrideDraft } from './draft.ts'
import { USUAL } from './limits.ts'

/** The series a stride is compared in: its time, and its stance share, which speed changes little. */
export const COMPARED = ['stride_s', 'stance_percent'] as const

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

/** Which way a stride leaves the usual: 0 not at all, 1 longer or with more stance, -1 the other way. */
export function unusual(stride: StrideDraft, usual: readonly Robust[]): -1 | 0 | 1 {
  for (let m = 0; m < COMPARED.length; m++) {
    const d = deviation(stride.metrics[COMPARED[m]!], usual[m]!)
    if (Math.abs(d) > USUAL.k) return d > 0 ? 1 : -1
  }
  return 0
}

function robust(window: RollingWindow): Robust {
  const median = window.median()
  return { n: window.n, median, mad: window.mad(median) }
}

/** The last strides of a foot that were added. Unusual strides are added too: a median and a MAD bear them, and so the
 * window can't narrow itself. */
export class UsualStride {
  readonly #windows = COMPARED.map(() => new RollingWindow(USUAL.window))

  get n(): number {
    return this.#windows[0]!.n
  }

  get median_s(): number {
    return this.#windows[0]!.median()
  }

  compare(stride: StrideDraft): -1 | 0 | 1 {
    return unusual(stride, this.#windows.map(robust))
  }

  add(stride: StrideDraft): void {
    COMPARED.forEach((metric, m) => {
      const value = stride.metrics[metric]
      if (value !== undefined) this.#windows[m]!.add(value)
    })
  }

  forget(): void {
    for (const w of this.#windows) w.clear()
  }
}
