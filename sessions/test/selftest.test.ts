import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GaitEvent, GaitEventKind } from '@solestream/processing/model'
import { runSelftest, selftestDocument, selftestText, SELFTEST_LIMITS } from '@solestream/sessions/selftest'
import { score, type TrueEvent } from '../src/selftest/score.ts'
import { shortfalls } from '../src/selftest/selftest.ts'
import { selftest } from '../../commands/selftest.ts'

const at = (kind: GaitEventKind, time_s: number): TrueEvent => ({ kind, side: 'left', time_s })
const truth = Array.from({ length: 10 }, (_, i) => [
  at('initial-contact', i),
  at('foot-flat', i + 0.1),
  at('heel-off', i + 0.4),
  at('toe-off', i + 0.6),
]).flat()
const told = (late_s: number, keep: (e: TrueEvent, i: number) => boolean = () => true): GaitEvent[] =>
  truth.filter(keep).map((e) => ({ ...e, time_s: e.time_s + late_s, detected_s: e.time_s + 0.08, confidence: 1 }))

// Nothing is told before a foot's first stance is over
const STILL = { name: 'still', what: 'stands, then begins to walk', task: 'walk', walker: { seed: 1, standing_s: 18 } } as const
const EASY = { name: 'easy', what: 'as it comes', task: 'walk', walker: { seed: 1 } } as const

describe('the score of a selftest', () => {
  it('counts what is found, missing and extra, and measures errors and delay', () => {
    const events = [...told(0.002, (_, i) => i !== 8), { ...at('initial-contact', 5.3), confidence: 1 }]
    const s = score(truth, events, [0, 10])
    expect(s).toMatchObject({ wanted: 20, found: 19, extra: 1 })
    expect(s.f1).toBeCloseTo(38 / 40, 12)
    expect(s.contact!.mean_ms).toBeCloseTo(2, 6)
    expect(s.off!.p95_ms).toBeCloseTo(2, 6)
    expect(s.delay_p95_ms).toBeCloseTo(80, 6)
    expect(s.rollOver).toMatchObject({ wanted: 20, found: 20, extra: 0, f1: 1 })
    expect(s.rollOver.lift!.mean_ms).toBeCloseTo(2, 6)
  })

  it('says of each limit what falls short', () => {
    expect(shortfalls(score(truth, told(0), [0, 10]))).toEqual([])
    expect(shortfalls(score(truth, told(0.004), [0, 10]))).toEqual(['contacts are 4.0 ms off, more than 3'])
    expect(shortfalls(score(truth, told(0.006), [0, 10])).join()).toMatch(/contacts.*toe-offs are 6.0 ms off, more than 5/)
    expect(shortfalls(score(truth, told(0.02), [0, 10])).join()).toMatch(/foot flats are 20.0 ms off.*heel offs are 20.0 ms off/)
    const lost = score(
      truth,
      told(0, (e, i) => e.kind !== 'heel-off' && i !== 8),
      [0, 10],
    )
    expect(shortfalls(lost)).toEqual([
      '1 of 20 events missing, 0 extra: F1 0.9744 is below 0.999',
      '10 of 20 foot flats and heel offs missing, 0 extra: F1 0.6667 is below 0.99',
    ])
  })
})

describe('the selftest', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    process.exitCode = 0
  })

  it('says how far it is, and that all is well', async () => {
    const shares: number[] = []
    const result = await runSelftest(20, (share) => shares.push(share), [EASY, { ...EASY, name: 'again' }])
    expect(result.ok).toBe(true)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBeGreaterThan(0.95)
    expect(shares.at(-1)).toBeLessThanOrEqual(1.05)
    expect(selftestText(result)).toContain('All walks are within the limits.')
    expect(selftestDocument(result, '1.2.3')).toMatchObject({ ok: true, seconds: 20, limits: SELFTEST_LIMITS })
  })

  it.each([
    [EASY, 0],
    [STILL, 1],
  ])('exits by what it found: %j', async (walk, code) => {
    process.exitCode = 0
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    await selftest({ seconds: '20' }, [walk])
    expect(process.exitCode).toBe(code)
    if (code === 1) expect(said.mock.calls[0]![0]).toMatch(/short: still walk \(stands, then begins to walk\), online: .* missing/)
  })
})
