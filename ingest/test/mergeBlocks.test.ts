import type { SampleBlock, Side } from '@solestream/processing/model'
import { describe, expect, it } from 'vitest'
import { createBlockMerger } from '../src/recordings/mergeBlocks.ts'

const packet = (side: Side, sequence: number, n: number, rate_Hz: number): SampleBlock => ({
  side,
  sequence,
  n,
  sensors: 1,
  time_s: Float64Array.from({ length: n }, (_, i) => (sequence + i) / rate_Hz),
  counts: Float32Array.from({ length: n }, (_, i) => sequence + i),
  imu: null,
  lostBefore: 0,
  saturated: 0,
  recovered: false,
})

describe.each([50, 100, 400])('packets of a journal joined, at %d Hz', (rate_Hz) => {
  const merger = createBlockMerger()
  const given: SampleBlock[] = []
  const take = (blocks: readonly SampleBlock[]) => given.push(...blocks.map((b) => ({ ...b, counts: b.counts.slice() })))
  for (let sequence = 0; sequence < 20 * rate_Hz; sequence += 5)
    for (const side of ['left', 'right'] as const) take(merger.push(packet(side, sequence, 5, rate_Hz)))
  take(merger.end())

  it('span a second at most, so that neither foot runs ahead', () => {
    const newest = { left: 0, right: 0 }
    for (const { side, time_s, n } of given) {
      expect(time_s[n - 1]! - time_s[0]!).toBeLessThanOrEqual(1)
      newest[side] = time_s[n - 1]!
      expect(Math.abs(newest.left - newest.right)).toBeLessThan(1.2)
    }
    expect(given.length).toBeLessThan(90)
  })

  it('keep every sample, in order', () => {
    for (const side of ['left', 'right'] as const) {
      const counts = given.filter((b) => b.side === side).flatMap((b) => [...b.counts.subarray(0, b.n)])
      expect(counts).toEqual(Array.from({ length: 20 * rate_Hz }, (_, i) => i))
    }
  })
})
