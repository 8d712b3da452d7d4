import type { InsoleDescription, SampleBlock, Side } from '../../model/index.ts'
import { relativeGains, type RelativeGains } from './relativeGains.ts'

/** Slow movement: everything shorter than this is averaged away. */
const BIN_S = 0.1
/** Samples that a bin needs at least. */
const LEAST_SAMPLES = 3

export interface Stretch {
  readonly from_s: number
  readonly to_s: number
}

/** Zeroed, relative force of both feet at the same times; arrays of one length. */
export interface StandingLoads {
  readonly left: Float64Array
  readonly right: Float64Array
  readonly bin_s: number
}

/** Collects what both feet carry while a person stands. Blocks of either foot in any order, each foot's own in order. */
export interface Standing {
  push(block: SampleBlock): void
  /** Of bins that lie in a stretch as a whole and that both feet have. */
  loads(stretches: readonly Stretch[]): StandingLoads
}

interface Bin {
  sum: number
  n: number
}

/** Both insoles must have zeros: see relativeGains. Samples with a missing sensor are left out. */
export function createStanding(insoles: { readonly [S in Side]: InsoleDescription }): Standing {
  const gains = { left: relativeGains(insoles.left), right: relativeGains(insoles.right) }
  const bins: { readonly [S in Side]: Map<number, Bin> } = { left: new Map(), right: new Map() }

  function add(block: SampleBlock, { zero, gain }: RelativeGains): void {
    const of = bins[block.side]
    for (let i = 0; i < block.n; i++) {
      let force = 0
      for (let k = 0; k < gain.length; k++) force += gain[k]! * (block.counts[k * block.n + i]! - zero[k]!)
      if (force !== force) continue
      const at = Math.floor(block.time_s[i]! / BIN_S)
      const bin = of.get(at)
      if (bin === undefined) of.set(at, { sum: force, n: 1 })
      else {
        bin.sum += force
        bin.n++
      }
    }
  }

  return {
    push(block) {
      const known = gains[block.side]
      if (known !== null && block.sensors === known.gain.length) add(block, known)
    },
    loads(stretches) {
      const left: number[] = []
      const right: number[] = []
      for (const { from_s, to_s } of stretches)
        for (let at = Math.ceil(from_s / BIN_S); (at + 1) * BIN_S <= to_s; at++) {
          const [l, r] = [bins.left.get(at), bins.right.get(at)]
          if (l === undefined || r === undefined || l.n < LEAST_SAMPLES || r.n < LEAST_SAMPLES) continue
          left.push(l.sum / l.n)
          right.push(r.sum / r.n)
        }
      return { left: Float64Array.from(left), right: Float64Array.from(right), bin_s: BIN_S }
    },
  }
}
