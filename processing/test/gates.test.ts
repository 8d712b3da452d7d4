import { describe, expect, it } from 'vitest'
import { createOfflineGate, createOnlineGate, type StrideDraft } from '@solestream/processing/analysis'
import type { ExclusionReason, Side, Stride } from '@solestream/processing/model'
import { deviation } from '../src/analysis/strides/usualStride.ts'
import { chance } from './walker.ts'

interface Odd {
  readonly length?: number
  readonly draft?: Partial<StrideDraft>
}

/** Strides of one foot with ordinary variability, some of them made odd. */
function foot(side: Side, n: number, odd: Readonly<Record<number, Odd>> = {}, cv = 0.02, seed = 9): StrideDraft[] {
  const random = chance(seed + (side === 'left' ? 0 : 1))
  let start_s = side === 'left' ? 1 : 1.55
  return Array.from({ length: n }, (_, i) => {
    // The sum of 12 is close to normal
    let z = -6
    for (let k = 0; k < 12; k++) z += random()
    const stride_s = 1.1 * (1 + cv * z) * (odd[i]?.length ?? 1)
    const draft: StrideDraft = {
      side,
      start_s,
      toeOff_s: start_s + 0.62 * stride_s,
      end_s: start_s + stride_s,
      metrics: { stride_s, stance_s: 0.62 * stride_s, swing_s: 0.38 * stride_s, stance_percent: 62, cadence_per_min: 120 / stride_s },
      gap: false,
      alternates: true,
      swingFloor: 0,
      stancePeak: 800,
      ...odd[i]?.draft,
    }
    start_s += stride_s
    return draft
  })
}

function judge(mode: 'online' | 'offline', drafts: readonly StrideDraft[]): Stride[] {
  const gate = mode === 'online' ? createOnlineGate('walk') : createOfflineGate('walk')
  const ordered = drafts.toSorted((a, b) => a.end_s - b.end_s)
  return ordered.flatMap((d) => [...gate.push(d)]).concat(gate.end())
}
const reasons = (mode: 'online' | 'offline', drafts: readonly StrideDraft[], side: Side = 'left') =>
  judge(mode, drafts)
    .filter((s) => s.side === side)
    .map((s) => s.excludedBecause)
const at = (list: readonly (ExclusionReason | null)[]) => Object.fromEntries(list.flatMap((r, i) => (r === null ? [] : [[i, r]])))

describe('ordinary walking', () => {
  it('loses its first stride online, its first and last offline, and nothing else', () => {
    expect(at(reasons('online', foot('left', 60)))).toEqual({ 0: 'first-or-last' })
    expect(at(reasons('offline', foot('left', 60)))).toEqual({ 0: 'first-or-last', 59: 'first-or-last' })
  })

  it('keeps its variability: over 300 seeded walks of 100 strides the gates move the CV by less than 1.5 %', () => {
    for (const mode of ['online', 'offline'] as const) {
      let kept = 0
      let all = 0
      let left_out = 0
      for (let seed = 0; seed < 300; seed++) {
        const drafts = foot('left', 100, {}, 0.02, 1000 + 7919 * seed)
        const judged = judge(mode, drafts)
        all += variance(drafts.map((d) => d.metrics.stride_s))
        kept += variance(judged.filter((s) => s.valid).map((s) => s.stride_s))
        left_out += judged.filter((s) => s.excludedBecause === 'outlier' || s.excludedBecause === 'turn').length
      }
      expect(Math.abs(Math.sqrt(kept / all) - 1)).toBeLessThan(0.015)
      expect(left_out / (300 * 100)).toBeLessThan(0.005)
    }
  })

  it('is not thinned out when it is very regular: a robot keeps strides 2 % apart', () => {
    const odd = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i * 3 + 1, { length: 1.02 }]))
    expect(at(reasons('offline', foot('left', 60, odd, 0)))).toEqual({ 0: 'first-or-last', 59: 'first-or-last' })
  })
})

describe('gates', () => {
  const cases: [string, Odd, ExclusionReason][] = [
    ['missing samples', { draft: { gap: true } }, 'gap'],
    ['a stride of 5 s', { length: 5 / 1.1 }, 'pause'],
    ['a stride twice as long as usual', { length: 2.3 }, 'pause'],
    ['no toe-off', { draft: { toeOff_s: null } }, 'implausible'],
    ['a stride of 0.3 s', { length: 0.3 / 1.1 }, 'implausible'],
    ['feet that do not alternate', { draft: { alternates: false } }, 'no-alternation'],
    ['one stride 20 % longer', { length: 1.2 }, 'outlier'],
  ]
  it.each(cases)('%s', (_, odd, reason) => {
    for (const mode of ['online', 'offline'] as const) expect(reasons(mode, foot('left', 60, { 30: odd }))[30]).toBe(reason)
  })

  it('a step of 50 ms', () => {
    const drafts = foot('left', 60)
    drafts[30] = { ...drafts[30]!, metrics: { ...drafts[30]!.metrics, step_s: 0.05 } }
    for (const mode of ['online', 'offline'] as const) expect(reasons(mode, drafts)[30]).toBe('implausible')
  })

  it('a turn: several longer strides; offline with its neighbours, online as far as it can be known', () => {
    const drafts = foot('left', 60, { 30: { length: 1.2 }, 31: { length: 1.25 } })
    expect(at(reasons('offline', drafts).slice(25, 40))).toEqual({ 4: 'neighbour-of-turn', 5: 'turn', 6: 'turn', 7: 'neighbour-of-turn' })
    expect(at(reasons('online', drafts).slice(25, 40))).toEqual({ 5: 'outlier', 6: 'turn', 7: 'neighbour-of-turn' })
  })

  it('a turn of one stride is told by both feet', () => {
    const both = [...foot('left', 60, { 30: { length: 1.2 } }), ...foot('right', 60, { 30: { length: 1.2 } })]
    expect(reasons('offline', both, 'left').slice(29, 32)).toEqual(['neighbour-of-turn', 'turn', 'neighbour-of-turn'])
    expect(reasons('offline', both, 'right').slice(29, 32)).toEqual(['neighbour-of-turn', 'turn', 'neighbour-of-turn'])
  })

  it('an odd stride on either side of a stop is no turn, online', () => {
    const drafts = foot('left', 60, { 30: { length: 1.2 }, 31: { draft: { toeOff_s: null } }, 32: { length: 1.2 } })
    expect(at(reasons('online', drafts).slice(29, 34))).toEqual({ 1: 'outlier', 2: 'implausible', 3: 'outlier' })
  })

  it('a deviation counts in robust standard deviations, more of them needed with a short history', () => {
    expect(deviation(1.1, { n: 9, median: 1, mad: 0.02 })).toBe(0)
    expect(deviation(1.1, { n: 10, median: 1, mad: 0.02 })).toBeCloseTo(0.1 / (1.4826 * 0.02 * 1.0927), 3)
    expect(deviation(0.9, { n: 1e6, median: 1, mad: 0.02 })).toBeCloseTo(-0.1 / (1.4826 * 0.02), 3)
    expect(deviation(1.1, { n: 50, median: 1, mad: 0 })).toBeCloseTo(10, 9)
  })

  it('a new speed is not thrown away', () => {
    const odd = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [30 + i, { length: 1.2 }]))
    const online = reasons('online', foot('left', 60, odd))
    expect(online.slice(37).every((r) => r === null)).toBe(true)
    const offline = reasons('offline', foot('left', 60, odd))
    expect(offline.slice(33, 59).filter((r) => r !== null).length).toBeLessThanOrEqual(2)
  })

  it('a stop: the stride itself, the first one after it, and offline the last one before it', () => {
    const drafts = foot('left', 60, { 30: { length: 6 } })
    expect(at(reasons('offline', drafts).slice(1, 59))).toEqual({ 28: 'first-or-last', 29: 'pause', 30: 'first-or-last' })
    expect(at(reasons('online', drafts).slice(1))).toEqual({ 29: 'pause', 30: 'first-or-last' })
  })
})

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)
}
