import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import type { Calibration } from '@solestream/firmware-protocol'
import { lacks } from '@solestream/testing'
import { exampleSources, workshop } from './build.ts'
import { play, samplesOf, valueOf, write } from './exampleHost.ts'
import type { Said, Sample } from './exampleHost.ts'

const PERIOD_TICKS = 10_000
const SENSORS = 16
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k)
/** What boardStdio.c's sensors read at a tick, unloaded. */
const countsAt = (tick: number, load = 0) => range(0, SENSORS).map((k) => 1000 + k + (Math.floor(tick / PERIOD_TICKS) % 7) + load)
const start = write({ command: 'start', request: 1 })
const responsesOf = (said: readonly Said[]) => said.flatMap((s) => s.responses)
const resultsOf = (said: readonly Said[]) => responsesOf(said).map((r) => r.result)
const sequences = (samples: readonly Sample[]) => samples.map((s) => s.sequence)

const reason = lacks('gcc')
describe.skipIf(reason)(`the example insole in C${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let shop: ReturnType<typeof workshop>
  let insole = ''
  beforeAll(() => {
    shop = workshop()
    insole = shop.build('example', exampleSources())
  })
  afterAll(() => shop?.remove())

  it('says who it is', () => {
    const [, identity, layout, calibration, status] = play(insole, ['connect 247', 'read 6', 'read 3', 'read 4', 'read 5'])
    const who = valueOf(p.decodeIdentity(identity?.values[0] ?? new Uint8Array(0)))
    expect(who).toMatchObject({ protocolMinor: 1, side: 'left', serial: 'EX-0001', sensors: SENSORS, boot: 1, rate_Hz: 100 })
    expect((['backfill', 'tare', 'calibrationWrite', 'flashSession'] as const).filter((f) => p.supports(who, f))).toEqual([
      'backfill',
      'tare',
      'calibrationWrite',
    ])
    const document = valueOf(p.joinPages(layout?.values ?? [], p.TYPE.layoutPage))
    expect(valueOf(p.decodeLayout(document)).sensors).toHaveLength(SENSORS)
    expect(valueOf(p.joinPages(calibration?.values ?? [], p.TYPE.calibrationPage))).toHaveLength(0)
    expect(valueOf(p.decodeStatus(status?.values[0] ?? new Uint8Array(0)))).toMatchObject({ produced: 0, oldest: 0, streaming: false })
  })

  const rate = (rate_Hz: number) => write({ command: 'rate', request: 2, rate_Hz })
  for (const [mtu, every] of [
    [247, 1],
    [104, 1],
    [23, 2],
  ] as const)
    it(`streams at MTU ${mtu} and ${100 / every} Hz: every sample once, with its tick and counts`, () => {
      const stop = write({ command: 'stop', request: 3 })
      const said = play(insole, [`connect ${mtu}`, rate(100 / every), start, 'run 3000', stop, 'run 500'])
      expect(samplesOf(said.slice(5))).toEqual([])
      const room = Math.max(...said.flatMap((s) => s.notifications).map((n) => n.length))
      expect(room).toBeLessThanOrEqual(mtu - p.ATT_HEADER_BYTES)
      const samples = samplesOf(said)
      expect(sequences(samples)).toEqual(range(0, samples.length))
      expect(samples.length).toBeGreaterThan(290 / every)
      for (const s of samples) expect([s.tick, s.counts]).toEqual([(s.sequence + 1) * every * PERIOD_TICKS, countsAt(s.tick)])
    })

  it('at a lower rate leaves out samples evenly, with a sequence of their own', () => {
    const said = play(insole, ['connect 247', rate(33.333), start, 'run 1000', rate(70), rate(0.5)])
    expect(responsesOf(said).map((r) => [r.result, r.command === 'rate' ? r.rate_Hz : null])).toEqual([
      ['ok', 33.333],
      ['ok', null],
      ['bad-value', null],
      ['bad-value', null],
    ])
    for (const s of samplesOf(said)) expect(s.tick).toBe((s.sequence + 1) * 3 * PERIOD_TICKS)
  })

  it('answers a time exchange with its ticks', () => {
    const said = play(insole, ['connect 23', 'run 1234', write({ command: 'timeSync', request: 4, echo: 0xdeadbeef })])
    const times = { echo: 0xdeadbeef, deviceReceived_tick: 1_234_000, deviceSent_tick: 1_234_000 }
    expect(responsesOf(said)).toEqual([{ command: 'timeSync', request: 4, result: 'ok', times }])
  })

  const ask = (firstSequence: number, count: number) => write({ command: 'backfill', request: 5, firstSequence, count })
  const rangeOf = (said: readonly Said[]) => responsesOf(said).flatMap((r) => (r.command === 'backfill' ? [r.range ?? r.result] : []))
  const ordered = (samples: readonly Sample[]) => [...samples].sort((a, b) => a.sequence - b.sequence)

  it('after 20 s out of range recovers every sample while the stream goes on, at another rate, and holds no live one up', () => {
    const before = ['connect 247', start, 'run 1000', 'disconnect', 'run 20000', 'connect 247', rate(50), start, 'run 200']
    const got = sequences(samplesOf(play(insole, before)))
    const missing = range(0, Math.max(...got)).filter((sequence) => !got.includes(sequence))
    const [first = NaN] = missing
    expect(missing).toEqual(range(first, first + missing.length))
    expect(missing.length).toBeGreaterThan(2000)

    const again = ask(first, missing.length)
    const after = Array.from({ length: 300 }, () => 'run 10')
    const said = play(insole, [...before, again, again, ask(0, 1), ask(0, 9999), ...after])
    const answer = { firstSequence: first, count: missing.length }
    expect(rangeOf(said)).toEqual([answer, answer, 'busy', 'bad-value'])
    const samples = samplesOf(said)
    expect(sequences(samples.filter((s) => s.recovered))).toEqual(missing)
    const live = samples.filter((s) => !s.recovered)
    expect(sequences(live)).toEqual(sequences(ordered(live)))
    const all = ordered(samples)
    expect(sequences(all)).toEqual(range(0, all.length))
    // 2100 samples at 100 Hz, the rest at 50 Hz; each with its own tick and counts.
    for (const s of all) {
      const tick = s.sequence < 2100 ? (s.sequence + 1) * PERIOD_TICKS : (2100 + 2 * (s.sequence - 2099)) * PERIOD_TICKS
      expect([s.tick, s.counts]).toEqual([tick, countsAt(tick)])
    }
    // R-SAMPLE-6 and R-BACKFILL-5: no live sample is older than 100 ms, a connection event and this step, all the time.
    for (const step of said.slice(-after.length))
      for (const s of samplesOf([step]).filter((sample) => !sample.recovered)) expect(step.tick - s.tick).toBeLessThanOrEqual(125_000)
    expect(live.at(-1)?.sequence).toBeGreaterThan(2240)
  })

  it('after 70 s out of range gives what its ring has, and no more: the lost ones are exactly known', () => {
    const before = ['connect 247', start, 'disconnect', 'run 70000', 'connect 247', start, 'run 100']
    const live = samplesOf(play(insole, before))
    const said = play(insole, [...before, ask(0, 7000), 'run 6000', ask(0, 100), ask(0, 7000)])
    const [answer, gone] = rangeOf(said)
    if (typeof answer !== 'object') throw new Error(`answered ${answer}`)
    expect(sequences(live)[0]).toBe(7000)
    expect(answer.firstSequence + answer.count).toBe(7000)
    expect(answer.count).toBeGreaterThanOrEqual(6000)
    expect(gone).toBe('not-found')
    const recovered = samplesOf(said).filter((s) => s.recovered)
    expect(recovered[recovered.length - 1]?.sequence).toBe(6999)
    expect(sequences(recovered)).toEqual(range(answer.firstSequence, 7000))
  })

  it('on a link too slow for all of it lets the ring go on, and leaves out what fell out', () => {
    const before = ['connect 23', start, 'disconnect', 'run 62000', 'connect 23', rate(50), start, 'run 100']
    const said = play(insole, [...before, ask(0, 6200), 'run 40000', ask(0, 6200)])
    const recovered = sequences(samplesOf(said).filter((s) => s.recovered))
    const [answer] = rangeOf(said)
    if (typeof answer !== 'object') throw new Error(`answered ${answer}`)
    expect(recovered[0]).toBe(answer.firstSequence)
    // In order, none twice; but not all.
    expect(recovered).toEqual([...new Set(recovered)].sort((a, b) => a - b))
    expect(recovered.length).toBeGreaterThan(500)
    expect(recovered.length).toBeLessThan(answer.count)
    const live = sequences(samplesOf(said).filter((s) => !s.recovered))
    expect(live).toEqual(range(6200, 6200 + live.length))
  })

  it('cancels: nothing comes after the response', () => {
    const cancel = write({ command: 'backfillCancel', request: 6 })
    const said = play(insole, ['run 5000', 'connect 247', ask(0, 500), 'run 15', cancel, 'run 1000', cancel])
    expect(resultsOf(said)).toEqual(['ok', 'ok', 'ok'])
    expect(samplesOf(said.slice(0, 4)).length).toBeGreaterThan(0)
    expect(samplesOf(said.slice(5))).toEqual([])
  })

  const calibration = (sensors = SENSORS): Calibration => ({
    id: 'bw-2026-01',
    method: 'body-weight',
    unit: 'N',
    calibrated_utc: '2026-01-31T12:00:00Z',
    temperature_C: null,
    zero: range(0, sensors).map((k) => 1000 + k),
    gain: range(0, sensors).map((k) => 0.01 * (k + 1)),
  })
  const written = (value: Calibration, mtu = 247) => {
    const document = p.encodeCalibration(value)
    return [
      write({ command: 'calibrationBegin', request: 1, size_bytes: document.length }),
      ...p.pagesToWrite(document, mtu).map((page) => write({ command: 'calibrationPage', request: 2, ...page })),
      write({ command: 'calibrationCommit', request: 3 }),
    ]
  }
  const kept = (said: readonly Said[]) => {
    const document = valueOf(p.joinPages(said.at(-1)?.values ?? [], p.TYPE.calibrationPage))
    return document.length === 0 ? null : valueOf(p.decodeCalibration(document))
  }

  it('keeps a calibration that was written, over a power loss; a bad one and a failure leave the old one', () => {
    const first = ['connect 23', ...written(calibration(), 23)]
    const said = play(insole, [...first, 'reboot', 'connect 23', 'read 4'])
    expect(new Set(resultsOf(said))).toEqual(new Set(['ok']))
    expect(kept(said)).toEqual(calibration())

    const other = { ...calibration(), id: 'other' }
    for (const [steps, result] of [
      [written({ ...other, zero: [1], gain: [1] }), 'bad-value'],
      [['flash 0', ...written(other)], 'storage-failed'],
      [['bond 0', ...written(other)], 'not-authorised'],
    ] as const) {
      const tried = play(insole, [...first, ...steps, 'reboot', 'read 4'])
      expect(resultsOf(tried).at(-1)).toBe(result)
      expect(kept(tried)).toEqual(calibration())
    }
  })

  const tare = write({ command: 'tare', request: 7, tared_utc: '2026-02-03T04:05:06Z' })
  const date = write({ command: 'tareDate', request: 8 })
  const dates = (said: readonly Said[]) => responsesOf(said).flatMap((r) => (r.command === 'tareDate' ? [r.tared_utc ?? r.result] : []))

  it('takes its zeros at a tare, keeps gains and their date, and tells the date of the tare until the next calibration', () => {
    const steps = [
      'connect 247',
      ...written(calibration()),
      date,
      'load 50',
      'run 1500',
      tare,
      date,
      'reboot',
      'connect 247',
      date,
      'read 4',
    ]
    const said = play(insole, steps)
    expect(dates(said)).toEqual(['not-found', '2026-02-03T04:05:06Z', '2026-02-03T04:05:06Z'])
    const tared = kept(said)
    expect(tared).toEqual({ ...calibration(), zero: tared?.zero })
    // The mean of 99 or 100 samples of a saw-tooth from 0 to 6, and the load.
    for (const [k, zero] of (tared?.zero ?? []).entries()) expect(Math.abs(zero - (1000 + k + 50 + 3))).toBeLessThan(0.1)
    expect(dates(play(insole, [...steps, ...written(calibration()), date])).at(-1)).toBe('not-found')
  })

  it('makes a calibration of method none when it never had one', () => {
    const tared = kept(play(insole, ['connect 247', 'run 1500', tare, 'read 4']))
    expect(tared).toMatchObject({ id: '', method: 'none', calibrated_utc: '1970-01-01T00:00:00Z', temperature_C: null })
    expect(tared?.gain).toEqual(Array.from({ length: SENSORS }, () => 1))
  })

  it('refuses a tare on a loaded foot, without a bond, too early, and says when it could not be kept', () => {
    const results = (...steps: string[]) => resultsOf(play(insole, ['connect 247', ...steps, tare])).at(-1)
    expect(results('load 400', 'run 1500')).toBe('loaded')
    expect(results('run 1500', 'load 100', 'run 500')).toBe('loaded')
    expect(results('run 1500', 'bond 0')).toBe('not-authorised')
    expect(results('run 500')).toBe('busy')
    expect(results('run 1500', 'flash 0')).toBe('storage-failed')
    expect(kept(play(insole, ['run 1500', 'flash 0', tare, 'read 4']))).toBeNull()
  })
})
