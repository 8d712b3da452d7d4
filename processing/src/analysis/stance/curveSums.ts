import type { CurveBand } from '../../model/index.ts'

/** Sums of curves of the same length, for their mean and SD; NaN points are left out. */
export class CurveSums {
  n = 0
  readonly counts: Uint32Array
  readonly sums: Float64Array
  readonly squares: Float64Array

  constructor(points: number) {
    this.counts = new Uint32Array(points)
    this.sums = new Float64Array(points)
    this.squares = new Float64Array(points)
  }

  /** The curve in `curves` from `at` on. */
  add(curves: Float32Array, at = 0): void {
    this.n++
    for (let p = 0; p < this.counts.length; p++) {
      const value = curves[at + p]!
      if (value !== value) continue
      this.counts[p]!++
      this.sums[p]! += value
      this.squares[p]! += value * value
    }
  }

  /** Points that fewer than half of the curves have are null: a mean of few would join ends that do not belong together. */
  band(scale = 1): CurveBand {
    const mean: (number | null)[] = []
    const sd: (number | null)[] = []
    this.counts.forEach((n, p) => {
      const known = n > 0 && 2 * n >= this.n
      const m = this.sums[p]! / n
      mean.push(known ? scale * m : null)
      sd.push(known && n > 1 ? scale * Math.sqrt(Math.max(0, this.squares[p]! - n * m * m) / (n - 1)) : null)
    })
    return { n: this.n, mean, sd }
  }

  /** The means, 0 where there are none. */
  means(): Float64Array {
    return this.sums.map((sum, p) => (this.counts[p]! > 0 ? sum / this.counts[p]! : 0))
  }
}
