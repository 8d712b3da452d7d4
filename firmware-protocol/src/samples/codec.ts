import { done, fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import type { SamplePacket } from './packet.ts'
import { temperatureFromWire, temperatureToWire } from '../temperature.ts'
import { ATT_HEADER_BYTES, PROTOCOL_MAJOR, TYPE } from '../version.ts'
import { whole } from '../bytes.ts'

/** PROTOCOL.md section 4: version, type, flags, n, sequence, tick, boot, sensors, period. */
export const SAMPLES_HEADER_BYTES = 18
const TEMPERATURE_BYTES = 2
export const IMU_CHANNELS = 6
const FLAG = { recovered: 1, imu: 2, temperature: 4 } as const
const KNOWN_FLAGS = FLAG.recovered | FLAG.imu | FLAG.temperature

/** Memory that decodeSamples may fill again and again; it grows as needed. Its packet is valid until the next decode into it. */
export interface SampleTarget {
  counts: Uint16Array
  imu: Int16Array
}
export const createSampleTarget = (values = 256): SampleTarget => ({
  counts: new Uint16Array(values),
  imu: new Int16Array(values),
})

const sampleBytes = (sensors: number, imu: boolean) => 2 * sensors + (imu ? 2 * IMU_CHANNELS : 0)

/** Size on the air of a packet of n samples. */
export const samplesPacketBytes = (n: number, sensors: number, imu: boolean, temperature = false): number =>
  SAMPLES_HEADER_BYTES + (temperature ? TEMPERATURE_BYTES : 0) + n * sampleBytes(sensors, imu)

/** Samples that one notification holds at this ATT MTU; 0: a sample must span fragments. */
export function maxSamplesPerPacket(mtu: number, sensors: number, imu: boolean, temperature = false): number {
  const room = mtu - ATT_HEADER_BYTES - samplesPacketBytes(0, sensors, imu, temperature)
  return Math.max(0, Math.min(255, Math.floor(room / sampleBytes(sensors, imu))))
}

/** Values that cannot be said on the air are the caller's bug: RangeError. */
export function encodeSamples(packet: SamplePacket): Uint8Array {
  const { n, sensors, counts, imu } = packet
  whole(n, 1, 255)
  whole(sensors, 1, 255)
  if (counts.length < n * sensors) throw new RangeError(`${counts.length} counts for ${n} samples of ${sensors} sensors`)
  if (imu !== null && imu.length < n * IMU_CHANNELS) throw new RangeError(`${imu.length} IMU values for ${n} samples`)
  const warm = packet.temperature_C !== null
  const bytes = new Uint8Array(samplesPacketBytes(n, sensors, imu !== null, warm))
  const view = new DataView(bytes.buffer)
  view.setUint8(0, PROTOCOL_MAJOR)
  view.setUint8(1, TYPE.samples)
  view.setUint8(2, (packet.recovered ? FLAG.recovered : 0) | (imu !== null ? FLAG.imu : 0) | (warm ? FLAG.temperature : 0))
  view.setUint8(3, n)
  view.setUint32(4, whole(packet.sequence, 0, 0xffffffff), true)
  view.setUint32(8, whole(packet.tick, 0, 0xffffffff), true)
  view.setUint16(12, whole(packet.boot, 0, 0xffff), true)
  view.setUint8(14, sensors)
  view.setUint16(15, whole(packet.period_ticks, 1, 0xffffff) & 0xffff, true)
  view.setUint8(17, packet.period_ticks >>> 16)
  let at = SAMPLES_HEADER_BYTES
  if (warm) {
    view.setInt16(at, temperatureToWire(packet.temperature_C), true)
    at += TEMPERATURE_BYTES
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < sensors; k++, at += 2) view.setUint16(at, counts[k * n + i] as number, true)
    if (imu !== null) for (let k = 0; k < IMU_CHANNELS; k++, at += 2) view.setInt16(at, imu[k * n + i] as number, true)
  }
  return bytes
}

/** With a target nothing is allocated but the packet object. The whole of `bytes` must be one packet. */
export function decodeSamples(bytes: Uint8Array, target?: SampleTarget): Decoded<SamplePacket> {
  const size = bytes.length
  // Version and type are judged first: a foreign packet shall not be called short.
  if (size >= 1 && bytes[0] !== PROTOCOL_MAJOR) return fail('wrong-version', `version ${bytes[0]}, this side speaks ${PROTOCOL_MAJOR}`)
  if (size >= 2 && bytes[1] !== TYPE.samples) return fail('wrong-type', `type ${bytes[1]}, samples are ${TYPE.samples}`)
  if (size < SAMPLES_HEADER_BYTES) return fail('too-short', `${size} bytes; a sample packet's header has ${SAMPLES_HEADER_BYTES}`)
  const flags = bytes[2] as number
  const n = bytes[3] as number
  const sensors = bytes[14] as number
  const period = (bytes[15] as number) | ((bytes[16] as number) << 8) | ((bytes[17] as number) << 16)
  if ((flags & ~KNOWN_FLAGS) !== 0) return fail('bad-value', `reserved flag bits are set: ${flags}`)
  if (n === 0 || sensors === 0) return fail('bad-value', `${n} samples of ${sensors} sensors`)
  if (period === 0) return fail('bad-value', 'a sample period of 0 ticks')
  const hasImu = (flags & FLAG.imu) !== 0
  const warm = (flags & FLAG.temperature) !== 0
  const expected = samplesPacketBytes(n, sensors, hasImu, warm)
  if (size !== expected) return fail(size < expected ? 'too-short' : 'too-long', `${size} bytes; its header makes it ${expected}`)

  const counts = counted(target, n * sensors)
  const imu = hasImu ? inertial(target, n * IMU_CHANNELS) : null
  let at = SAMPLES_HEADER_BYTES
  let temperature_C: number | null = null
  if (warm) {
    temperature_C = temperatureFromWire(i16(bytes, at))
    if (temperature_C === null) return fail('bad-value', 'the temperature flag without a temperature')
    at += TEMPERATURE_BYTES
  }
  for (let i = 0; i < n; i++) {
    for (let k = i; k < n * sensors; k += n, at += 2) counts[k] = (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
    if (imu !== null)
      for (let k = i; k < n * IMU_CHANNELS; k += n, at += 2) imu[k] = (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
  }
  return done({
    version: PROTOCOL_MAJOR,
    recovered: (flags & FLAG.recovered) !== 0,
    boot: (bytes[12] as number) | ((bytes[13] as number) << 8),
    sequence: u32(bytes, 4),
    tick: u32(bytes, 8),
    period_ticks: period,
    n,
    sensors,
    counts,
    imu,
    temperature_C,
  })
}

function counted(target: SampleTarget | undefined, values: number): Uint16Array {
  if (target === undefined) return new Uint16Array(values)
  if (target.counts.length < values) target.counts = new Uint16Array(2 * values)
  return target.counts
}
function inertial(target: SampleTarget | undefined, values: number): Int16Array {
  if (target === undefined) return new Int16Array(values)
  if (target.imu.length < values) target.imu = new Int16Array(2 * values)
  return target.imu
}
const u32 = (b: Uint8Array, at: number) =>
  ((b[at] as number) | ((b[at + 1] as number) << 8) | ((b[at + 2] as number) << 16) | ((b[at + 3] as number) << 24)) >>> 0
const i16 = (b: Uint8Array, at: number) => (((b[at] as number) | ((b[at + 1] as number) << 8)) << 16) >> 16
