import { seededRandom } from './random.ts'

/** Where the moving blocks of each round start: [rounds][whole + 1]; the last block of a round is cut to `rest` values (0 and more). */
export interface Draws {
  readonly length: number
  readonly whole: number
  readonly rest: number
  readonly rounds: number
  readonly starts: Uint32Array
}

export function drawBlocks(n: number, length: number, rounds: number, seed = 1): Draws {
  const whole = Math.floor(n / length)
  const rest = n - whole * length
  const starts = new Uint32Array(rounds * (whole + 1))
  const random = seededRandom(seed)
  const choices = n - length + 1
  for (let i = 0; i < starts.length; i++) starts[i] = Math.floor(random() * choices)
  return { length, whole, rest, rounds, starts }
}

/** Gives the draws for n values in blocks of a length. */
export type Drawing = (n: number, length: number) => Draws

/**
 * Seeded draws that all series of the same length share. `work`: how often a round looks at a value; rounds shrink with it within `budget`, so
 * that an hour costs little more than a minute.
 */
export function createDrawing(seed: number, budget: number, work: (n: number, length: number) => number): Drawing {
  const drawn = new Map<string, Draws>()
  return (n, length) => {
    const key = `${n} ${length}`
    let draws = drawn.get(key)
    if (draws === undefined) {
      const rounds = Math.min(1000, Math.max(200, Math.floor(budget / work(n, length))))
      draws = drawBlocks(n, length, rounds, seed)
      drawn.set(key, draws)
    }
    return draws
  }
}
