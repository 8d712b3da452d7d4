import type { Side, Stride } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'

export type Times = Pick<Stride, 'side' | 'start_s' | 'toeOff_s' | 'end_s' | 'valid'>

export interface Agreement {
  readonly expected: { readonly [S in Side]: number }
  readonly live: { readonly [S in Side]: number }
  /** Largest difference of any time of one foot, after ONE shift for both feet, in ms. */
  readonly worst_ms: { readonly [S in Side]: number }
  /** Median difference of the left foot minus that of the right, in ms. */
  readonly leftAgainstRight_ms: number
  readonly sameValidity: boolean
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

/**
 * Live strides against those of the same stretch analyzed from the file. The two clocks start at different instants: one shift, the same
 * for both feet, is taken out. Strides within [from_s, to_s) of the file's time are compared.
 */
export function agreement(live: readonly Times[], file: readonly Times[], shift_s: number, from_s: number, to_s: number): Agreement {
  const inside = (strides: readonly Times[], side: Side, by_s: number): Times[] =>
    strides.filter((s) => s.side === side && s.start_s - by_s >= from_s && s.end_s - by_s < to_s).sort((a, b) => a.start_s - b.start_s)
  const expected = { left: inside(file, 'left', 0), right: inside(file, 'right', 0) }
  // The border of the stretch moves with the strides that it cuts off, so that no stride is in one list only by a millisecond.
  const of = (side: Side): Times[] => {
    const first = (expected[side][0]?.start_s ?? from_s) - 0.1
    const last = (expected[side].at(-1)?.start_s ?? to_s) + 0.1
    return live
      .filter((s) => s.side === side && s.start_s - shift_s >= first && s.start_s - shift_s <= last)
      .sort((a, b) => a.start_s - b.start_s)
  }
  const found = { left: of('left'), right: of('right') }
  const pairs = SIDES.flatMap((side) =>
    expected[side].flatMap((stride, i) => {
      const other = found[side][i]
      return other ? [{ side, stride, other }] : []
    }),
  )
  const differences = pairs.map(({ side, stride, other }) => ({
    side,
    start: other.start_s - stride.start_s,
    all: [other.start_s - stride.start_s, other.end_s - stride.end_s, (other.toeOff_s ?? NaN) - (stride.toeOff_s ?? NaN)].filter(
      (d) => !Number.isNaN(d),
    ),
  }))
  const shift = median(differences.map((d) => d.start))
  const worst = (side: Side): number =>
    1000 * Math.max(...differences.filter((d) => d.side === side).flatMap((d) => d.all.map((difference) => Math.abs(difference - shift))))
  const middle = (side: Side): number => median(differences.filter((d) => d.side === side).map((d) => d.start))
  return {
    expected: { left: expected.left.length, right: expected.right.length },
    live: { left: found.left.length, right: found.right.length },
    worst_ms: { left: worst('left'), right: worst('right') },
    leftAgainstRight_ms: 1000 * (middle('left') - middle('right')),
    sameValidity: pairs.every(({ stride, other }) => stride.valid === other.valid),
  }
}
