import fc from 'fast-check'
import { REGIONS, RESULTS } from '@solestream/firmware-protocol'
import type {
  Calibration,
  Command,
  Identity,
  InsoleLayout,
  PlainCommand,
  Response,
  SamplePacket,
  Status,
} from '@solestream/firmware-protocol'

const u8 = fc.integer({ min: 0, max: 255 })
const u16 = fc.integer({ min: 0, max: 0xffff })
const u32 = fc.integer({ min: 0, max: 0xffffffff })
const i16 = fc.integer({ min: -0x8000, max: 0x7fff })
/** At most 255 bytes of UTF-8. */
const text = fc.string({ unit: 'binary', maxLength: 60 })
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const fine = (min: number, max: number) => fc.integer({ min: min * 1000, max: max * 1000 }).map((x) => x / 1000)
const temperature = fc.integer({ min: -0x7fff, max: 0x7fff }).map((x) => x / 100)
const rate_Hz = fc.integer({ min: 1, max: 0xffffffff }).map((x) => x / 1000)
const atLeast1 = fc.integer({ min: 1, max: 0xffffffff })
const tared_utc = u32.map((s) => new Date(1000 * s).toISOString().replace('.000', ''))
const side = fc.constantFrom('left' as const, 'right' as const)

export const samplePacket = (most = { n: 12, sensors: 40 }): fc.Arbitrary<SamplePacket> =>
  fc.record({ n: fc.integer({ min: 1, max: most.n }), sensors: fc.integer({ min: 1, max: most.sensors }) }).chain(({ n, sensors }) =>
    fc.record({
      version: fc.constant(1),
      recovered: fc.boolean(),
      boot: u16,
      sequence: u32,
      tick: u32,
      period_ticks: fc.integer({ min: 1, max: 0xffffff }),
      n: fc.constant(n),
      sensors: fc.constant(sensors),
      counts: fc.array(u16, { minLength: n * sensors, maxLength: n * sensors }).map((a) => Uint16Array.from(a)),
      imu: fc.option(fc.array(i16, { minLength: 6 * n, maxLength: 6 * n }).map((a) => Int16Array.from(a))),
      temperature_C: fc.option(temperature),
    }),
  )

export const identity: fc.Arbitrary<Identity> = fc.record({
  protocolMajor: fc.constant(1),
  protocolMinor: u8,
  side,
  serial: text.filter((s) => s !== ''),
  model: text,
  sensors: fc.integer({ min: 1, max: 255 }),
  hasImu: fc.boolean(),
  tick_ns: fc.integer({ min: 1, max: 0xffffffff }),
  rate_Hz,
  features: u32,
  boot: u16,
})

export const layout: fc.Arbitrary<InsoleLayout> = fc.record({
  id: text,
  side,
  geometry: fc.constantFrom('mm' as const, 'arbitrary' as const, 'none' as const),
  length_mm: fine(0, 4000),
  width_mm: fine(0, 4000),
  unit: fc.constantFrom('raw' as const, 'N' as const, 'kPa' as const),
  offset: finite,
  scale: finite.filter((x) => x !== 0),
  fullScale: finite,
  sensors: fc.array(
    fc.record({ x_mm: fine(-2000, 2000), y_mm: fine(-2000, 2000), area_mm2: fine(0, 4000), region: fc.constantFrom(...REGIONS) }),
    { minLength: 1, maxLength: 255, size: 'max' },
  ),
  outline: fc.array(fc.tuple(fine(-2000, 2000), fine(-2000, 2000)), { maxLength: 255 }),
})

export const calibration: fc.Arbitrary<Calibration> = fc.array(fc.tuple(finite, finite), { minLength: 1, maxLength: 255 }).chain((pairs) =>
  fc.record({
    id: text,
    method: fc.constantFrom('none' as const, 'vendor' as const, 'body-weight' as const, 'bench' as const),
    unit: fc.constantFrom('kPa' as const, 'N' as const),
    calibrated_utc: fc
      .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-01-01T00:00:00Z'), noInvalidDate: true })
      .map((d) => d.toISOString()),
    temperature_C: fc.option(temperature),
    zero: fc.constant(pairs.map(([zero]) => zero)),
    gain: fc.constant(pairs.map(([, gain]) => gain)),
  }),
)

export const status: fc.Arbitrary<Status> = fc.record({
  boot: u16,
  worn: fc.option(fc.boolean()),
  lowBattery: fc.boolean(),
  streaming: fc.boolean(),
  tickHealthy: fc.boolean(),
  temperature_C: fc.option(temperature),
  flash_percent: fc.option(fc.integer({ min: 0, max: 100 })),
  produced: u32,
  sent: u32,
  dropped: u32,
  oldest: u32,
  faultySensors: fc.uniqueArray(fc.integer({ min: 0, max: 254 })).map((a) => a.sort((x, y) => x - y)),
})

export const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ command: fc.constantFrom('start' as const, 'stop' as const), request: u8 }),
  fc.record({ command: fc.constant('rate' as const), request: u8, rate_Hz }),
  fc.record({ command: fc.constant('timeSync' as const), request: u8, echo: u32 }),
  fc.record({
    command: fc.constant('selectPage' as const),
    request: u8,
    document: fc.constantFrom('layout' as const, 'calibration' as const),
    page: u8,
  }),
  fc.record({ command: fc.constant('backfill' as const), request: u8, firstSequence: u32, count: atLeast1 }),
  fc.record({
    command: fc.constantFrom('backfillCancel' as const, 'calibrationCommit' as const, 'tareDate' as const),
    request: u8,
  }),
  fc.record({ command: fc.constant('tare' as const), request: u8, tared_utc }),
  fc.record({ command: fc.constant('calibrationBegin' as const), request: u8, size_bytes: fc.integer({ min: 1, max: 0xffff }) }),
  fc.record({
    command: fc.constant('calibrationPage' as const),
    request: u8,
    offset_bytes: u16,
    content: fc.uint8Array({ minLength: 1, maxLength: 507 }),
  }),
)

const PLAIN = [
  'start',
  'stop',
  'selectPage',
  'backfillCancel',
  'tare',
  'calibrationBegin',
  'calibrationPage',
  'calibrationCommit',
] as const satisfies readonly PlainCommand[]
const result = fc.constantFrom(...RESULTS)
export const response: fc.Arbitrary<Response> = fc.oneof(
  fc.record({ command: fc.constantFrom(...PLAIN), request: u8, result }),
  fc
    .record({ command: fc.constant('rate' as const), request: u8, result, rate_Hz })
    .map((r) => (r.result === 'ok' ? r : { ...r, rate_Hz: null })),
  fc
    .record({
      command: fc.constant('timeSync' as const),
      request: u8,
      result,
      times: fc.record({ echo: u32, deviceReceived_tick: u32, deviceSent_tick: u32 }),
    })
    .map((r) => (r.result === 'ok' ? r : { ...r, times: null })),
  fc
    .record({ command: fc.constant('backfill' as const), request: u8, result, range: fc.record({ firstSequence: u32, count: atLeast1 }) })
    .map((r) => (r.result === 'ok' ? r : { ...r, range: null })),
  fc
    .record({ command: fc.constant('tareDate' as const), request: u8, result, tared_utc })
    .map((r) => (r.result === 'ok' ? r : { ...r, tared_utc: null })),
)
