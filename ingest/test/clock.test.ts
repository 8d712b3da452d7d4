import { describe, expect, it } from 'vitest'
import { createAssembler, createLiveClock, fitClock, thetaAt } from '@solestream/ingest'
import type { IngestRecord, SyncExchange } from '@solestream/ingest'
import { infoOf, insoleRecord, packetOf, packetRecord } from './assembleParts.ts'
import { exchangeInstants, modelledInsole, seeded } from './clockModel.ts'
import type { ModelledInsole } from './clockModel.ts'

const SIDES = ['left', 'right'] as const
type Side = (typeof SIDES)[number]
interface Timed {
  readonly at_s: number
  readonly record: IngestRecord
}

/** Packets of two samples, two a second: their number does not matter to the clock, their delays do. */
const EVERY_S = 0.5
/** Exchanges begin so long before samples, as a host does while it prepares an insole. */
const AHEAD_S = 5

interface Truth {
  readonly side: Side
  /** True time of each packet's first sample. */
  readonly times_s: number[]
}

function recordsOf(
  side: Side,
  insole: ModelledInsole,
  from_s: number,
  until_s: number,
  random: () => number,
  boot: number,
  truth: Truth,
): Timed[] {
  const records: Timed[] = [{ at_s: from_s, record: insoleRecord(infoOf(side, 'device', 2, boot), from_s) }]
  for (const sent_s of exchangeInstants(until_s, random, from_s)) {
    const exchange = insole.exchange(sent_s)
    records.push({ at_s: exchange.received_s, record: { type: 'sync', side, host_s: exchange.received_s, exchange } })
  }
  let arrived_s = 0
  for (let k = 0, t = from_s + AHEAD_S + 0.05 * random(); t < until_s; k++, t += EVERY_S) {
    arrived_s = Math.max(arrived_s, insole.arrival(t + 0.01))
    truth.times_s.push(t)
    const bytes = packetOf(50 * k, 2, 0, boot)
    new DataView(bytes.buffer).setUint32(8, insole.tick(t), true)
    records.push({ at_s: arrived_s, record: packetRecord(bytes, arrived_s, side) })
  }
  return records
}

interface Outcome {
  /** Absolute, ms, in order of packets. */
  readonly leftRight_ms: number[]
  readonly covered: boolean[]
  readonly own_ms: number[]
  readonly ownCovered: boolean[]
}

/** One walk through the assembler. Each segment is a boot of both insoles: [from, until]. */
function walk(
  mode: 'live' | 'final',
  interval_s: number,
  seed: number,
  segments: readonly (readonly [number, number])[],
  wander_ppm = 0,
): Outcome {
  const random = seeded(seed)
  const truths: Record<Side, Truth> = { left: { side: 'left', times_s: [] }, right: { side: 'right', times_s: [] } }
  const records = SIDES.flatMap((side) => {
    const ppm = 100 * random() - 50
    return segments.flatMap(([from_s, until_s], n) => {
      const insole = modelledInsole({
        ppm,
        interval_s,
        firstTick: n === 0 ? random() * 2 ** 32 : -from_s * 1e6,
        random,
        wander_ppm: side === 'left' ? wander_ppm : 0,
      })
      return recordsOf(side, insole, from_s, until_s, random, n + 1, truths[side])
    })
  }).sort((a, b) => a.at_s - b.at_s)

  const assembler = createAssembler({ mode })
  const errors: Record<Side, number[]> = { left: [], right: [] }
  const outcome: Outcome = { leftRight_ms: [], covered: [], own_ms: [], ownCovered: [] }
  const take = (blocks: ReturnType<typeof assembler.end>) => {
    for (const { side, time_s } of blocks) {
      const error_ms = 1000 * ((time_s[0] ?? NaN) - (truths[side].times_s[errors[side].length] ?? NaN))
      errors[side].push(error_ms)
      const quality = assembler.quality()
      outcome.own_ms.push(Math.abs(error_ms))
      outcome.ownCovered.push(Math.abs(error_ms) <= (quality[side]?.clock?.error_ms ?? Infinity))
      const k = errors[side].length - 1
      const [left, right] = [errors.left[k], errors.right[k]]
      if (left === undefined || right === undefined) continue
      outcome.leftRight_ms.push(Math.abs(left - right))
      outcome.covered.push(Math.abs(left - right) <= (quality.leftRightError_ms ?? Infinity))
    }
  }
  for (const { record } of records) take(assembler.push(record))
  take(assembler.end())
  expect(errors.left).toHaveLength(truths.left.times_s.length)
  expect(errors.right).toHaveLength(truths.right.times_s.length)
  return outcome
}

const percentile = (values: readonly number[], p: number) => values.toSorted((a, b) => a - b)[Math.floor(p * (values.length - 1))] ?? NaN
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length
const all = <K extends keyof Outcome>(outcomes: readonly Outcome[], key: K) => outcomes.flatMap((o) => o[key] as (number | boolean)[])

const INTERVALS_S = [0.015, 0.03, 0.05, 0.1]

describe('left against right, +-50 ppm, delays as in clockModel.ts', () => {
  for (const interval_s of INTERVALS_S) {
    for (const mode of ['live', 'final'] as const)
      it(`30 minutes, ${interval_s * 1000} ms interval, ${mode}: at most 2 ms (95th percentile), and the stated error covers it`, () => {
        const outcomes = [1, 2].map((seed) => walk(mode, interval_s, seed, [[0, 1800]]))
        expect(percentile(all(outcomes, 'leftRight_ms') as number[], 0.95)).toBeLessThan(2)
        expect(share(all(outcomes, 'covered') as boolean[])).toBeGreaterThanOrEqual(0.95)
        expect(share(all(outcomes, 'ownCovered') as boolean[])).toBeGreaterThanOrEqual(0.95)
        expect(percentile(all(outcomes, 'own_ms') as number[], 0.95)).toBeLessThan(3)
      })
  }
  it('30 minutes with a crystal that wanders by 2 ppm, live and final', () => {
    for (const mode of ['live', 'final'] as const) {
      const outcomes = INTERVALS_S.map((interval_s, k) => walk(mode, interval_s, 300 + k, [[0, 1800]], 2))
      expect(percentile(all(outcomes, 'leftRight_ms') as number[], 0.95)).toBeLessThan(2)
      expect(share(all(outcomes, 'covered') as boolean[])).toBeGreaterThanOrEqual(0.95)
    }
  })
  it('the stated error covers the true one in many short walks too, live', () => {
    const outcomes = INTERVALS_S.flatMap((interval_s) => Array.from({ length: 8 }, (_, k) => walk('live', interval_s, 100 + k, [[0, 90]])))
    expect(share(all(outcomes, 'covered') as boolean[])).toBeGreaterThanOrEqual(0.95)
    expect(share(all(outcomes, 'ownCovered') as boolean[])).toBeGreaterThanOrEqual(0.95)
  })
  it('and in many short walks that were fitted afterwards', () => {
    const outcomes = INTERVALS_S.flatMap((interval_s) =>
      Array.from({ length: 25 }, (_, k) => walk('final', interval_s, 400 + k, [[0, 60]])),
    )
    expect(share(all(outcomes, 'covered') as boolean[])).toBeGreaterThanOrEqual(0.95)
    expect(percentile(all(outcomes, 'leftRight_ms') as number[], 0.95)).toBeLessThan(2)
  })
  it('over a tick wrap and a reboot', () => {
    for (const mode of ['live', 'final'] as const) {
      const outcomes = INTERVALS_S.map((interval_s, k) =>
        walk(mode, interval_s, 200 + k, [
          [0, 300],
          [320, 600],
        ]),
      )
      expect(percentile(all(outcomes, 'leftRight_ms') as number[], 0.95)).toBeLessThan(3)
    }
  })
})

describe('live times', () => {
  it('never step, go back or change: the slope stays within half a percent of the ticks', () => {
    const random = seeded(5)
    const insole = modelledInsole({ ppm: 40, interval_s: 0.1, firstTick: 0, random })
    const clock = createLiveClock()
    const instants = exchangeInstants(120, random, 3)
    let next = instants.next()
    let before: { device_s: number; host_s: number } | null = null
    const asked: { device_s: number; host_s: number }[] = []
    for (let t = 0.1; t < 120; t += 0.01) {
      const device_s = insole.tick(t) / 1e6
      while (next.value !== undefined && next.value < t - 0.3) {
        const { deviceReceived_tick, deviceSent_tick, ...host } = insole.exchange(next.value)
        clock.exchange({ ...host, deviceReceived_s: deviceReceived_tick / 1e6, deviceSent_s: deviceSent_tick / 1e6 })
        next = instants.next()
      }
      clock.arrival(device_s, insole.arrival(t))
      const host_s = clock.toHost_s(device_s) ?? NaN
      if (before !== null) expect(Math.abs((host_s - before.host_s) / (device_s - before.device_s) - 1)).toBeLessThan(0.0055)
      before = { device_s, host_s }
      asked.push(before)
      const old = asked[Math.max(0, asked.length - 200)] ?? before
      expect(clock.toHost_s(old.device_s)).toBeCloseTo(old.host_s, 9)
    }
    expect(Math.abs((before?.host_s ?? 0) - 120 + 0.01)).toBeLessThan(0.012)
  })

  it('before the first exchange arrivals alone give the time, without an error', () => {
    const assembler = createAssembler()
    assembler.push(insoleRecord(infoOf('left', 'device')))
    const blocks = [0, 5, 10].flatMap((sequence) =>
      assembler.push(packetRecord(packetOf(sequence, 5, 777_000_000), 10.05 + sequence / 100)),
    )
    expect(blocks[0]?.time_s[4]).toBeCloseTo(10.05, 6)
    expect(blocks[2]?.time_s[0]).toBeCloseTo(10.11, 6)
    expect(assembler.quality().left?.clock?.error_ms).toBeNull()
  })
})

describe('fitClock', () => {
  function exchanges(seed: number, ppm = 20): { readonly list: SyncExchange[]; readonly insole: ModelledInsole } {
    const random = seeded(seed)
    const insole = modelledInsole({ ppm, interval_s: 0.03, firstTick: 2 ** 32 - 30e6, random })
    return { insole, list: [...exchangeInstants(600, random)].map((t) => insole.exchange(t)) }
  }
  it('finds offset and drift over a wrap', () => {
    const fit = fitClock(exchanges(1).list, 1000)
    expect(-(fit?.line.slope ?? 0) * 1e6).toBeCloseTo(20, 0)
    // At host time 600 s the device has counted 2^32 - 30e6 + 600e6 * 1.00002 ticks.
    const device_s = (2 ** 32 - 30e6 + 600e6 * 1.00002) / 1e6
    expect(device_s + thetaAt(fit!.line, device_s)).toBeCloseTo(600, 2)
    expect(fit?.rejected).toBe(0)
  })
  it('leaves out exchanges that contradict the others', () => {
    const { list } = exchanges(2)
    const bent = list.map((e, k) =>
      k % 40 === 20
        ? { ...e, deviceReceived_tick: (e.deviceReceived_tick + 5e6) % 2 ** 32, deviceSent_tick: (e.deviceSent_tick + 5e6) % 2 ** 32 }
        : e,
    )
    const [plain, robust] = [fitClock(list, 1000), fitClock(bent, 1000)]
    expect(robust?.rejected).toBe(bent.filter((e, k) => e !== list[k]).length)
    const x_s = 4500
    expect(Math.abs(thetaAt(robust!.line, x_s) - thetaAt(plain!.line, x_s))).toBeLessThan(0.0005)
  })
  it('has nothing to say without exchanges', () => {
    expect(fitClock([], 1000)).toBeNull()
  })
  it('begins anew when a clock steps', () => {
    const { list } = exchanges(3)
    const stepped = list.map((e) => (e.sent_s < 300 ? e : { ...e, sent_s: e.sent_s + 7, received_s: e.received_s + 7 }))
    const fit = fitClock(stepped, 1000)
    const device_s = (2 ** 32 - 30e6 + 600e6 * 1.00002) / 1e6
    expect(device_s + thetaAt(fit!.line, device_s)).toBeCloseTo(607, 2)
  })
})
