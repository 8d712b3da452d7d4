import { describe, expect, it } from 'vitest'
import { createAssembler, createLiveClock, fitClock, thetaAt } from '@solestream/ingest'
import type { SyncExchange } from '@solestream/ingest'
import { infoOf, insoleRecord, packetOf, packetRecord } from './assembleParts.ts'
import { exchangeInstants, modelledInsole, seeded } from './clockModel.ts'
import type { ModelledInsole } from './clockModel.ts'
import { cases, eventfulWalk, INTERVALS_S, plainWalk } from './clockScenarios.ts'
import { both, clockFigures } from './clockWalk.ts'

const MODES = ['live', 'final'] as const

describe('left against right, +-50 ppm, delays as in clockModel.ts: at most 2 ms (95th percentile), and the stated error covers it', () => {
  for (const interval_s of INTERVALS_S)
    for (const mode of MODES) {
      it(`30 minutes with a tick wrap, a reboot and a step of the host's clock, ${interval_s * 1000} ms interval, ${mode}`, () => {
        const figures = clockFigures(cases(mode, interval_s, 5, 1000).map(eventfulWalk))
        expect(figures.leftRight95_ms).toBeLessThan(2)
        expect(figures.covered_percent).toBeGreaterThanOrEqual(95)
        expect(figures.ownCovered_percent).toBeGreaterThanOrEqual(95)
        expect(figures.own95_ms).toBeLessThan(3)
      })
      it(`30 minutes, ${interval_s * 1000} ms interval, ${mode}`, () => {
        const figures = clockFigures(cases(mode, interval_s, 1, 1).map(plainWalk))
        expect(figures.leftRight95_ms).toBeLessThan(2)
        expect(figures.covered_percent).toBeGreaterThanOrEqual(95)
        expect(figures.ownCovered_percent).toBeGreaterThanOrEqual(95)
        expect(figures.own95_ms).toBeLessThan(3)
      })
    }
  it('30 minutes with a crystal that wanders by 2 ppm, live and final', () => {
    for (const mode of MODES) {
      const walks = INTERVALS_S.flatMap((interval_s) => cases(mode, interval_s, 1, 300)).map((of) => ({ ...plainWalk(of), wander_ppm: 2 }))
      const figures = clockFigures(walks)
      expect(figures.leftRight95_ms).toBeLessThan(2)
      expect(figures.covered_percent).toBeGreaterThanOrEqual(95)
    }
  })
  it('the stated error covers the true one in many short walks too', () => {
    for (const mode of MODES) {
      const walks = INTERVALS_S.flatMap((interval_s) => cases(mode, interval_s, 25, 400)).map((of) => ({ ...of, boots: both([0, 75]) }))
      const figures = clockFigures(walks)
      expect(figures.covered_percent).toBeGreaterThanOrEqual(95)
      expect(figures.ownCovered_percent).toBeGreaterThanOrEqual(95)
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
        const { deviceReceived_tick, deviceSent_tick, sent_s, received_s } = insole.exchange(next.value)
        clock.exchange({ sent_s, received_s, deviceReceived_s: deviceReceived_tick / 1e6, deviceSent_s: deviceSent_tick / 1e6 })
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
  it("takes a step of the host's clock off", () => {
    const { list } = exchanges(3)
    const stepped = list.map((e) => (e.sent_s < 300 ? e : { ...e, sent_s: e.sent_s + 7, received_s: e.received_s + 7 }))
    const fit = fitClock(stepped, 1000)
    const device_s = (2 ** 32 - 30e6 + 600e6 * 1.00002) / 1e6
    expect(device_s + thetaAt(fit!.line, device_s)).toBeCloseTo(600, 2)
    // What was under way then
    expect(fit?.rejected).toBeLessThan(3)
  })
})
