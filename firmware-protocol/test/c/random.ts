import * as p from '@solestream/firmware-protocol'
import type { CODECS } from '../vectorFiles.ts'

export type Kind = keyof typeof CODECS

/** Whole numbers and choices from mulberry32: the same in every run. */
export function createChance(seed: number) {
  let a = seed
  function next(): number {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  /** low..high, one time in eight an edge. */
  function within(low: number, high: number): number {
    const edge = below(16)
    return edge < 2 ? (edge === 0 ? low : high) : low + below(high - low + 1)
  }
  return {
    below,
    within,
    coin: () => below(2) === 0,
    of: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    list: <T>(length: number, make: () => T): T[] => Array.from({ length }, make),
  }
}
export type Chance = ReturnType<typeof createChance>

const SCRATCH = new DataView(new ArrayBuffer(8))
const CHARACTERS = ['a', 'Z', '"', '\\', '\n', '\0', '\x7f', 'ß', '߿', '€', '\ufeff', '\u2028', '\ud7ff', '\ue000', '😀', '\u{10ffff}']

const PLAIN = Object.keys(p.COMMAND).filter((name) => !['rate', 'timeSync', 'backfill', 'tareDate'].includes(name))
const UNKNOWN_CODES = Array.from({ length: 0x80 }, (_, code) => code).filter((code) => !Object.values<number>(p.COMMAND).includes(code))

function makers(c: Chance) {
  const u8 = () => c.within(0, 0xff)
  const u16 = () => c.within(0, 0xffff)
  const u32 = () => c.within(0, 0xffffffff)
  const i32_thousandth = () => c.within(-0x80000000, 0x7fffffff) / 1000
  const rate_Hz = () => c.within(1, 0xffffffff) / 1000
  const temperature_C = () => c.within(-0x7fff, 0x7fff) / 100
  const utc = () => new Date(1000 * u32()).toISOString().replace('.000', '')
  const side = () => c.of(['left', 'right'] as const)
  const several = (least: number) => (c.below(20) === 0 ? c.within(least, 255) : c.within(least, 20))
  const text = (least = 0) => c.list(c.below(20) === 0 ? 63 : c.within(least, 12), () => c.of(CHARACTERS)).join('')
  function f64(): number {
    for (;;) {
      SCRATCH.setUint32(0, u32())
      SCRATCH.setUint32(4, u32())
      const number = SCRATCH.getFloat64(0)
      if (Number.isFinite(number)) return number
    }
  }
  function samples(most: number) {
    const n = c.below(200) === 0 ? c.within(1, most) : c.within(1, 7)
    const sensors = several(1)
    return {
      version: 1,
      recovered: c.coin(),
      boot: u16(),
      sequence: u32(),
      tick: u32(),
      period_ticks: c.within(1, 0xffffff),
      n,
      sensors,
      temperature_C: c.coin() ? null : temperature_C(),
      pressures: c.list(n, () => c.list(sensors, u16)),
      imu: c.coin() ? null : c.list(n, () => c.list(6, () => c.within(-0x8000, 0x7fff))),
    }
  }
  const identity = () => ({
    protocolMajor: 1,
    protocolMinor: u8(),
    side: side(),
    serial: text(1),
    model: text(),
    sensors: c.within(1, 255),
    hasImu: c.coin(),
    tick_ns: c.within(1, 0xffffffff),
    rate_Hz: rate_Hz(),
    features: u32(),
    boot: u16(),
  })
  const layout = () => ({
    id: text(),
    side: side(),
    geometry: c.of(['none', 'arbitrary', 'mm'] as const),
    length_mm: u32() / 1000,
    width_mm: u32() / 1000,
    unit: c.of(['raw', 'N', 'kPa'] as const),
    offset: f64(),
    scale: f64() || 1,
    fullScale: f64(),
    sensors: c.list(several(1), () => ({
      x_mm: i32_thousandth(),
      y_mm: i32_thousandth(),
      area_mm2: u32() / 1000,
      region: c.of(p.REGIONS),
    })),
    outline: c.list(several(0), () => [i32_thousandth(), i32_thousandth()]),
  })
  function calibration() {
    const sensors = several(1)
    return {
      id: text(),
      method: c.of(['none', 'vendor', 'body-weight', 'bench'] as const),
      unit: c.of(['kPa', 'N'] as const),
      calibrated_utc: c.of(['2026-01-31T12:00:00Z', '0000-00-00T00:00:00.0Z', '9999-19-39T29:59:69.99Z', '2026-11-22T08:09:10.123Z']),
      temperature_C: c.coin() ? null : temperature_C(),
      zero: c.list(sensors, f64),
      gain: c.list(sensors, f64),
    }
  }
  const status = () => ({
    boot: u16(),
    worn: c.of([null, true, false]),
    lowBattery: c.coin(),
    streaming: c.coin(),
    tickHealthy: c.coin(),
    temperature_C: c.coin() ? null : temperature_C(),
    flash_percent: c.coin() ? null : c.within(0, 100),
    produced: u32(),
    sent: u32(),
    dropped: u32(),
    oldest: u32(),
    faultySensors: [...new Set(c.list(c.coin() ? 0 : c.below(20), u8))].sort((x, y) => x - y),
  })
  function command() {
    const request = u8()
    return c.of([
      () => ({ command: c.of(['start', 'stop'] as const), request }),
      () => ({ command: 'rate', request, rate_Hz: rate_Hz() }),
      () => ({ command: 'timeSync', request, echo: u32() }),
      () => ({ command: 'selectPage', request, document: c.of(['layout', 'calibration'] as const), page: u8() }),
      () => ({ command: 'backfill', request, firstSequence: u32(), count: c.within(1, 0xffffffff) }),
      () => ({ command: c.of(['backfillCancel', 'calibrationCommit', 'tareDate'] as const), request }),
      () => ({ command: 'tare', request, tared_utc: utc() }),
      () => ({ command: 'calibrationBegin', request, size_bytes: c.within(1, 0xffff) }),
      () => ({ command: 'calibrationPage', request, offset_bytes: u16(), content: c.list(c.within(1, c.coin() ? 507 : 20), u8) }),
      () => ({ command: 'reserved', request, code: c.of(Object.values(p.RESERVED_COMMAND)), content: c.list(c.below(40), u8) }),
    ])()
  }
  function response() {
    const head = { request: u8(), result: c.coin() ? 'ok' : c.of(p.RESULTS) }
    const ok = head.result === 'ok'
    return c.of([
      () => ({ command: c.of(PLAIN), ...head }),
      () => ({ command: 'rate', ...head, rate_Hz: ok ? rate_Hz() : null }),
      () => ({ command: 'timeSync', ...head, times: ok ? { echo: u32(), deviceReceived_tick: u32(), deviceSent_tick: u32() } : null }),
      () => ({ command: 'backfill', ...head, range: ok ? { firstSequence: u32(), count: c.within(1, 0xffffffff) } : null }),
      () => ({ command: 'tareDate', ...head, tared_utc: ok ? utc() : null }),
      () => ({ command: 'reserved', ...head, code: c.of(UNKNOWN_CODES), content: c.list(c.below(40), u8) }),
    ])()
  }
  return {
    samples: () => samples(255),
    // 128 fragments of 100 bytes must hold it.
    'sample-fragments': () => samples(12),
    identity,
    layout,
    'layout-pages': layout,
    calibration,
    'calibration-pages': () => (c.below(20) === 0 ? null : calibration()),
    status,
    command,
    response,
  } satisfies Record<Kind, () => unknown>
}

/** Values in the vectors' form, their keys in the order of the decoders. Small kinds and samples more often than documents. */
export function createMaker(chance: Chance): () => { readonly kind: Kind; readonly value: unknown } {
  const make = makers(chance)
  const often: readonly Kind[] = ['samples', 'samples', 'status', 'command', 'response']
  const kinds = [...(Object.keys(make) as Kind[]), ...often]
  return () => {
    const kind = chance.of(kinds)
    return { kind, value: make[kind]() }
  }
}
