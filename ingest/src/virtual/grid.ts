import { MAX_COUNT } from '@solestream/firmware-protocol'

/** Values as offset + scale * count with counts 0..MAX_COUNT. */
export interface Grid {
  readonly offset: number
  readonly scale: number
  /** Every value lies on the grid. */
  readonly exact: boolean
}

const MOST_DECIMALS = 6
/** Relative error of a float32. */
const FLOAT32 = 2 ** -23

/** Finds the coarsest decimal grid that all values lie on (0.11 for a file of multiples of 0.11), from float32 values. */
export function createGridSearch(): { push(values: Float32Array, n: number): void; result(): Grid } {
  let lowest = Infinity
  let highest = -Infinity
  let decimals = 0
  let power = 1
  let divisor = 0
  let decimal = true

  function place(value: number): void {
    for (;;) {
      const scaled = value * power
      const nearest = Math.round(scaled)
      const tolerance = Math.abs(scaled) * FLOAT32 + 1e-9
      if (tolerance > 0.2) break
      if (Math.abs(scaled - nearest) <= tolerance) {
        if (divisor !== 1 || decimals === 0) divisor = greatestCommonDivisor(divisor, Math.abs(nearest))
        return
      }
      if (decimals === MOST_DECIMALS) break
      decimals++
      power *= 10
      divisor *= 10
    }
    decimal = false
  }

  return {
    push(values, n) {
      for (let i = 0; i < n; i++) {
        const value = values[i]!
        if (value !== value) continue
        if (value < lowest) lowest = value
        if (value > highest) highest = value
        // most files hold whole numbers that share no divisor: nothing more to learn from one
        if (decimal && !(divisor === 1 && decimals === 0 && Number.isInteger(value))) place(value)
      }
    },
    result() {
      if (lowest > highest) return { offset: 0, scale: 1, exact: true }
      const step = decimal && divisor > 0 ? divisor / power : decimal ? 1 : 0
      if (step > 0) {
        const low = lowest >= 0 && highest / step <= MAX_COUNT ? 0 : Math.round(lowest / step)
        if (Math.round(highest / step) - low <= MAX_COUNT) return { offset: (low * divisor) / power || 0, scale: step, exact: true }
      }
      return { offset: lowest, scale: (highest - lowest) / MAX_COUNT || 1, exact: false }
    },
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
