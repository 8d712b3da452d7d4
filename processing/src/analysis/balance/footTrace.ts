import type { ForceBlock } from '../../model/index.ts'

/** Force and centre of pressure of one foot over a whole trial; grows as it is filled. Foot frame: y from the heel, x + lateral. */
export class FootTrace {
  n = 0
  time_s = new Float64Array(1024)
  force = new Float64Array(1024)
  x = new Float64Array(1024)
  y = new Float64Array(1024)

  add({ block, force, copX, copY }: ForceBlock): void {
    this.#fit(this.n + block.n)
    for (let i = 0; i < block.n; i++, this.n++) {
      this.time_s[this.n] = block.time_s[i]!
      this.force[this.n] = force[i]!
      this.x[this.n] = copX[i]!
      this.y[this.n] = copY[i]!
    }
  }

  #fit(n: number): void {
    if (n <= this.time_s.length) return
    const larger = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(Math.max(n, 2 * from.length))
      to.set(from)
      return to
    }
    this.time_s = larger(this.time_s)
    this.force = larger(this.force)
    this.x = larger(this.x)
    this.y = larger(this.y)
  }
}
