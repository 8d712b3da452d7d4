import type { Side, Stride } from '@solestream/processing/model'

/** Strides of a side that start in [from_s, to_s) are these now, in place of those before. */
export interface ReplacedStretch {
  readonly type: 'replaced'
  readonly side: Side
  readonly from_s: number
  readonly to_s: number
  readonly strides: readonly Stride[]
  readonly before: readonly Stride[]
}

/** The stretch in which two results of a side differ; null: they are the same. Both in order. */
export function replacedStretch(side: Side, before: readonly Stride[], after: readonly Stride[]): ReplacedStretch | null {
  const [old, fresh] = [before, after].map((list) => list.filter((stride) => stride.side === side)) as [Stride[], Stride[]]
  let head = 0
  while (head < old.length && head < fresh.length && same(old[head]!, fresh[head]!)) head++
  let tail = 0
  while (tail < old.length - head && tail < fresh.length - head && same(old.at(-1 - tail)!, fresh.at(-1 - tail)!)) tail++
  const changed = [...old.slice(head, old.length - tail), ...fresh.slice(head, fresh.length - tail)]
  if (changed.length === 0) return null
  const from_s = Math.min(...changed.map((stride) => stride.start_s))
  const to_s = Math.max(...changed.map((stride) => stride.end_s))
  const within = ({ start_s }: Stride): boolean => start_s >= from_s && start_s < to_s
  return { type: 'replaced', side, from_s, to_s, strides: fresh.filter(within), before: old.filter(within) }
}

function same(a: Stride, b: Stride): boolean {
  const keys = Object.keys(a) as (keyof Stride)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
