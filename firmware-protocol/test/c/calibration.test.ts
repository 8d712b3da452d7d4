import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import { lacks } from '@solestream/testing'
import { answered, machinesSources, workshop } from './build.ts'
import type { Step } from './build.ts'
import { createChance } from './random.ts'
import type { Chance } from './random.ts'
import { toHex } from '../vectorFiles.ts'

const WRITINGS = 400
const TARES = 500
const LARGEST = 7 + 256 + 25 + 255 * 16 + 4
const code = (result: p.Result) => String(p.RESULTS.indexOf(result))

/** The 64 bits of a double, as the C side says them. */
function bits(value: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

/** Documents written in order, with pages left out, repeated, changed and too long, and commits at any time. */
function* writings(c: Chance, seen: Map<string, number>): Generator<Step> {
  const receiver = p.createCalibrationReceiver(4, LARGEST)
  function written(): Uint8Array {
    const sensors = c.below(4) === 0 ? 5 : 4
    return p.encodeCalibration({
      id: 'c',
      method: 'bench',
      unit: 'N',
      calibrated_utc: '2026-01-31T12:00:00Z',
      temperature_C: null,
      zero: c.list(sensors, () => c.within(0, 1000)),
      gain: c.list(sensors, () => c.within(1, 1000) / 8),
    })
  }
  let kept = 0
  const count = (step: string, result: p.Result) => seen.set(`${step} ${result}`, (seen.get(`${step} ${result}`) ?? 0) + 1)

  function begin(whole: number): Step {
    const size = c.below(6) === 0 ? c.of([c.within(0, 0xffff), c.within(1, whole)]) : whole
    const result = receiver.begin(size)
    count('begin', result)
    return { ask: `begin ${size}`, answer: code(result) }
  }
  function page(offset: number, content: Uint8Array): Step {
    const result = receiver.page(offset, content)
    count('page', result)
    return { ask: `page ${offset} ${toHex(content)}`, answer: code(result) }
  }
  function commit(): Step {
    const keeps = c.below(4) !== 0
    const result = receiver.commit(() => {
      if (keeps) kept++
      return keeps
    })
    count('commit', result)
    return { ask: `commit 4 ${keeps ? 1 : 0}`, answer: `${code(result)} ${kept}` }
  }
  for (let k = 0; k < WRITINGS; k++) {
    const document = written()
    const careless = c.coin()
    yield begin(document.length)
    for (const { offset_bytes, content } of p.pagesToWrite(document, c.within(23, 80))) {
      if (careless && c.below(20) === 0) continue
      if (careless && c.below(10) === 0) content[c.below(content.length)] = c.within(0, 0xff)
      yield page(careless && c.below(10) === 0 ? c.within(0, document.length) : offset_bytes, content)
      if (c.below(4) === 0) yield page(offset_bytes, content)
    }
    for (let n = c.below(4); n > 0; n--) yield commit()
    if (c.below(8) === 0) {
      receiver.reset()
      yield { ask: 'forget', answer: 'ok' }
    }
  }
}

/** R-TARE-4 and R-TARE-5 over the counts of the last second, a list for each sensor. */
function tared(seconds: readonly (readonly number[])[], scale: number, fullScale: number, faulty: number, zero: readonly number[]) {
  const judged = seconds.map((counts, k) => (faulty & (1 << k)) === 0 && !counts.includes(p.MISSING))
  const mean = seconds.map((counts) => counts.reduce((sum, count) => sum + count, 0) / counts.length)
  const load = mean.map((m, k) => (scale / fullScale) * (m - (zero[k] ?? NaN)))
  const of = <T>(list: readonly T[]) => list.filter((_, k) => judged[k])
  if (of(load).length === 0) return { result: 'wrong-state' as const, zero }
  const spread = seconds.map((counts) => Math.abs(scale / fullScale) * (Math.max(...counts) - Math.min(...counts)))
  const loaded =
    of(seconds).some((counts) => counts.includes(p.SATURATED)) ||
    of(load).some((l) => l > 0.1) ||
    of(spread).some((s) => s > 0.02) ||
    of(load).reduce((sum, l) => sum + l, 0) / of(load).length > 0.02
  return loaded
    ? { result: 'loaded' as const, zero }
    : { result: 'ok' as const, zero: mean.map((m, k) => (judged[k] ? m : (zero[k] ?? NaN))) }
}

/** An insole that lies there, or is stood on, a little or much; with drift, noise, faulty sensors, and a second or less of samples. */
function* tare(c: Chance, seen: Map<string, number>): Generator<Step> {
  const sensors = c.within(1, 6)
  const rate_Hz = c.within(20, 60)
  const period = Math.floor(1e6 / rate_Hz)
  const taken = c.below(8) === 0 ? c.within(0, rate_Hz) : c.within(rate_Hz + 2, 3 * rate_Hz)
  // A falling scale: counts fall as load rises.
  const scale = c.of([1, 0.05, -0.5])
  const fullScale = 10_000 * Math.abs(scale)
  const zero = c.list(sensors, () => 30_000 + c.within(-300, 300))
  const share = c.of([0, 0.01, 0.018, 0.022, 0.05])
  const noise = c.of([3, 30, 90, 110])
  const level = zero.map((z) => z + Math.sign(scale) * 10_000 * share * (c.below(5) === 0 ? c.within(0, 8) : 1))
  // One sensor alone, near its own limit.
  if (c.below(4) === 0)
    for (const [k, z] of zero.entries()) level[k] = z + (k === 0 ? Math.sign(scale) * 10_000 * c.of([0.095, 0.105, 0.115]) : 0)
  const spoilt = c.of([p.MISSING, p.SATURATED, null, null, null])
  const faulty = c.below(4) === 0 ? c.within(0, 63) : 0
  const begun = c.within(0, 0xffffffff)

  yield { ask: `ring ${sensors} 0 1 200 0`, answer: 'ok' }
  const last: number[][] = zero.map(() => [])
  const now = begun + taken * period + c.below(period)
  for (let i = 0; i < taken; i++) {
    const counts = level.map((l, k) => (spoilt !== null && k === 0 && c.below(10) === 0 ? spoilt : Math.round(l) + c.within(-noise, noise)))
    const tick = begun + i * period
    if (now - tick < 1e6) counts.forEach((count, k) => last[k]?.push(count))
    yield { ask: `add ${tick % 2 ** 32} ${period} ${counts.join(' ')}`, answer: '0' }
  }
  const whole = taken > 0 && now - begun >= 1e6
  const due = whole ? tared(last, scale, fullScale, faulty, zero) : { result: 'busy' as const, zero }
  seen.set(due.result, (seen.get(due.result) ?? 0) + 1)
  const answer = [code(due.result), ...due.zero.map(bits)].join(' ')
  yield { ask: `tare ${scale} ${fullScale} ${now % 2 ** 32} 1000000 ${faulty} ${zero.join(' ')}`, answer }
}

const reason = lacks('gcc')
describe.skipIf(reason)(`in C${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let shop: ReturnType<typeof workshop>
  let machines = ''
  beforeAll(() => {
    shop = workshop()
    machines = shop.build('machines', machinesSources())
  })
  afterAll(() => shop?.remove())

  it('a calibration is received as in TypeScript, step by step, whatever the host does', async () => {
    const seen = new Map<string, number>()
    await answered(machines, [], writings(createChance(11), seen))
    const results = ['begin bad-value', 'begin ok', 'page bad-value', 'page ok', 'page wrong-state']
    const commits = ['commit bad-value', 'commit ok', 'commit storage-failed', 'commit wrong-state']
    expect([...seen.keys()].sort()).toEqual([...results, ...commits].sort())
    expect(Math.min(...seen.values())).toBeGreaterThan(20)
  })

  it('a tare takes the means of the last second, or says why not: the definition itself is the model', async () => {
    const chance = createChance(12)
    const seen = new Map<string, number>()
    function* steps() {
      for (let k = 0; k < TARES; k++) yield* tare(chance, seen)
    }
    await answered(machines, [], steps())
    expect([...seen.keys()].sort()).toEqual(['busy', 'loaded', 'ok', 'wrong-state'])
    expect(Math.min(...seen.values())).toBeGreaterThan(10)
  })
})
