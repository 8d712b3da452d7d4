import type { SampleBlock, Side } from '@solestream/processing/model'

/** Samples in a merged block at most, and from its first to its last sample: the feet come in turn, so neither may run far ahead. */
const BLOCK = 256
const MOST_SECONDS = 1

export interface BlockMerger {
  /** Joins small blocks (live: a packet each) to larger ones; gives those that are whole, both feet in step. */
  push(block: SampleBlock): readonly SampleBlock[]
  end(): readonly SampleBlock[]
}

interface Pending {
  readonly side: Side
  readonly sensors: number
  readonly sequence: number
  readonly lostBefore: number
  readonly recovered: boolean
  readonly time_s: Float64Array
  readonly counts: Float32Array
  readonly imu: Int16Array | null
  n: number
  saturated: number
}

export function createBlockMerger(): BlockMerger {
  const pending: { [S in Side]: Pending | null } = { left: null, right: null }

  function begin(block: SampleBlock): Pending {
    const { side, sensors, sequence, lostBefore, recovered } = block
    return {
      side,
      sensors,
      sequence,
      lostBefore,
      recovered,
      time_s: new Float64Array(BLOCK),
      counts: new Float32Array(sensors * BLOCK),
      imu: block.imu === null ? null : new Int16Array(6 * BLOCK),
      n: 0,
      saturated: 0,
    }
  }

  const continues = (p: Pending, block: SampleBlock): boolean =>
    block.lostBefore === 0 &&
    block.sequence === p.sequence + p.n &&
    block.sensors === p.sensors &&
    block.recovered === p.recovered &&
    (block.imu === null) === (p.imu === null) &&
    p.n + block.n <= BLOCK &&
    block.time_s[block.n - 1]! - p.time_s[0]! <= MOST_SECONDS

  function add(p: Pending, block: SampleBlock): void {
    const { n } = block
    p.time_s.set(n === block.time_s.length ? block.time_s : block.time_s.subarray(0, n), p.n)
    copyPlanes(block.counts, n, p.counts, p.n, p.sensors)
    if (block.imu !== null && p.imu !== null) copyPlanes(block.imu, n, p.imu, p.n, 6)
    p.n += n
    p.saturated += block.saturated
  }

  function take(side: Side, out: SampleBlock[]): void {
    const p = pending[side]
    pending[side] = null
    if (p === null) return
    const { n, sensors } = p
    out.push({
      ...p,
      time_s: p.time_s.subarray(0, n),
      counts: compact(p.counts, n, sensors),
      imu: p.imu === null ? null : compact(p.imu, n, 6),
    })
  }

  return {
    push(block) {
      const out: SampleBlock[] = []
      const { side } = block
      const before = pending[side]
      if (before !== null && !continues(before, block)) {
        // The other foot's samples up to here go too, so that neither foot runs ahead.
        take(side, out)
        take(side === 'left' ? 'right' : 'left', out)
      }
      if (block.n > BLOCK) out.push(block)
      else add((pending[side] ??= begin(block)), block)
      return out
    },
    end() {
      const out: SampleBlock[] = []
      take('left', out)
      take('right', out)
      return out
    },
  }
}

type Planes = Float32Array | Int16Array

/** Planes of n values into planes of BLOCK values, at `at`. */
function copyPlanes(from: Planes, n: number, into: Planes, at: number, planes: number): void {
  for (let k = 0; k < planes; k++) for (let i = 0; i < n; i++) into[k * BLOCK + at + i] = from[k * n + i]!
}

/** Planes of BLOCK values to planes of n, in place. */
function compact<T extends Planes>(values: T, n: number, planes: number): T {
  if (n < BLOCK) for (let k = 1; k < planes; k++) values.copyWithin(k * n, k * BLOCK, k * BLOCK + n)
  return values.subarray(0, planes * n) as T
}
