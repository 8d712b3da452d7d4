import type { Side, Stride } from '@solestream/processing/model'
import { seededRandom } from '../../src/analysis/statistics/index.ts'
import { summarize } from '../../src/analysis/summary/index.ts'

/** Normal deviates by Box and Muller. */
export function normal(seed: number): () => number {
  const random = seededRandom(seed)
  for (let i = 0; i < 20; i++) random()
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export interface WalkOfStrides {
  /** Stride times of the left foot, in order; the right foot's contacts lie in between. */
  readonly stride_s: readonly number[]
  /** Where in the left stride the right foot lands, 0..1, for each stride. */
  readonly phase?: (i: number) => number
  readonly swing_s?: Readonly<Record<Side, number>>
  /** Indices of left strides, and the right ones that start in them, to exclude. */
  readonly excluded?: Readonly<Record<number, Stride['excludedBecause']>>
}

/** Strides of both feet with exactly these times: contacts, and toe-offs a swing before each contact. */
export function walkOf({ stride_s, phase = () => 0.5, swing_s = { left: 0.4, right: 0.4 }, excluded = {} }: WalkOfStrides): Stride[] {
  const contacts: Record<Side, number[]> = { left: [1], right: [] }
  stride_s.forEach((s, i) => {
    const start = contacts.left[i]!
    contacts.right.push(start + s * phase(i))
    contacts.left.push(start + s)
  })
  const feet = (['left', 'right'] as const).map((side) => {
    const own = contacts[side]
    const other = contacts[side === 'left' ? 'right' : 'left']
    return own.slice(0, -1).map((start_s, i): Stride => {
      const end_s = own[i + 1]!
      const excludedBecause = excluded[i] ?? null
      const previous = other.findLast((t) => t < start_s)
      const stride = end_s - start_s
      return {
        side,
        start_s,
        toeOff_s: end_s - swing_s[side],
        end_s,
        valid: excludedBecause === null,
        excludedBecause,
        stride_s: stride,
        stance_s: stride - swing_s[side],
        swing_s: swing_s[side],
        ...(previous === undefined ? {} : { step_s: start_s - previous }),
      }
    })
  })
  return feet.flat().sort((a, b) => a.start_s - b.start_s)
}

export const summaryOf = (walk: WalkOfStrides) => summarize(walkOf(walk), {})
