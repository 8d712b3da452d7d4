import type { GaitInput } from '@solestream/processing/graph'
import type { SampleBlock, Side } from '@solestream/processing/model'

interface Entry {
  readonly input: GaitInput
  readonly side: Side
  /** Time of its last sample: when it was due. */
  readonly last_s: number
}

/** What the graph was given, in the order in which it would have come without loss. Places count on for ever; the oldest are forgotten. */
export interface InputHistory {
  append(input: GaitInput): void
  /** Puts a block that fills a gap where it belongs: what comes behind it moves up a place, and its gap shrinks. */
  insert(block: SampleBlock): void
  at(place: number): GaitInput
  readonly end: number
  forgetBefore(place: number): void
}

export const isBlock = (input: GaitInput): input is SampleBlock => !('insole' in input)

export function createInputHistory(): InputHistory {
  let first = 0
  let entries: Entry[] = []

  /** The last block of a foot that lies before a time; -1: none. */
  function blockBefore(side: Side, time_s: number): number {
    let k = entries.length - 1
    while (k >= 0 && !isOf(entries[k] as Entry, side, time_s)) k--
    return k
  }
  const isOf = ({ side, input, last_s }: Entry, of: Side, before_s: number): boolean => side === of && isBlock(input) && last_s < before_s

  return {
    append(input) {
      const before_s = entries.at(-1)?.last_s ?? -Infinity
      if (isBlock(input)) entries.push({ input, side: input.side, last_s: input.time_s[input.n - 1] ?? before_s })
      else entries.push({ input, side: input.insole.side, last_s: before_s })
    },
    insert(block) {
      const [first_s, last_s] = [block.time_s[0] as number, block.time_s[block.n - 1] as number]
      const before = blockBefore(block.side, first_s)
      let k = before + 1
      while (k < entries.length && !isOf(entries[k] as Entry, block.side, Infinity)) k++
      const next = entries[k]
      let { lostBefore } = block
      if (next !== undefined && isBlock(next.input)) {
        const behind = Math.max(0, (next.input.sequence - block.sequence - block.n) | 0)
        lostBefore = Math.max(0, next.input.lostBefore - block.n - behind)
        entries[k] = { ...next, input: { ...next.input, lostBefore: behind } }
      }
      // Between its foot's neighbours, where its last sample was due.
      let at = Math.min(k, entries.length)
      while (at > before + 1 && (entries[at - 1] as Entry).last_s > last_s) at--
      entries.splice(at, 0, { input: { ...block, lostBefore }, side: block.side, last_s })
    },
    at: (place) => (entries[place - first] as Entry).input,
    get end() {
      return first + entries.length
    },
    forgetBefore(place) {
      entries = entries.slice(place - first)
      first = place
    },
  }
}
