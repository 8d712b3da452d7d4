import { Reader, Writer } from './bytes.ts'
import { done, fail } from './result.ts'
import type { Decoded } from './result.ts'
import { temperatureFromWire, temperatureToWire } from './temperature.ts'
import { PROTOCOL_MAJOR, TYPE } from './version.ts'

/** How an insole is, now. PROTOCOL.md section 3.4. */
export interface Status {
  readonly boot: number
  /** null: the insole cannot tell. */
  readonly worn: boolean | null
  readonly lowBattery: boolean
  readonly streaming: boolean
  /** False: the tick source runs on a fallback oscillator, outside +-100 ppm. */
  readonly tickHealthy: boolean
  readonly temperature_C: number | null
  /** Share of the session flash in use; null without one. */
  readonly flash_percent: number | null
  /** u32, samples since boot: taken, handed to the link, given up. */
  readonly produced: number
  readonly sent: number
  readonly dropped: number
  /** u32: oldest sequence that backfill can still give; equals `produced` where there is none. */
  readonly oldest: number
  /** Indices of sensors that the insole itself knows to be faulty, ascending. */
  readonly faultySensors: readonly number[]
}

const FLAG = { wornKnown: 1, worn: 2, lowBattery: 4, streaming: 8, tickUnhealthy: 16 } as const
const KNOWN = 31
const NO_FLASH = 0xff

export function encodeStatus(status: Status): Uint8Array {
  const w = new Writer()
  w.u8(PROTOCOL_MAJOR)
  w.u8(TYPE.status)
  w.u8(
    (status.worn === null ? 0 : FLAG.wornKnown) |
      (status.worn === true ? FLAG.worn : 0) |
      (status.lowBattery ? FLAG.lowBattery : 0) |
      (status.streaming ? FLAG.streaming : 0) |
      (status.tickHealthy ? 0 : FLAG.tickUnhealthy),
  )
  w.u8(status.flash_percent ?? NO_FLASH)
  w.u16(status.boot)
  w.i16(temperatureToWire(status.temperature_C))
  w.u32(status.produced)
  w.u32(status.sent)
  w.u32(status.dropped)
  w.u32(status.oldest)
  const map = new Uint8Array(status.faultySensors.length === 0 ? 0 : (Math.max(...status.faultySensors) >> 3) + 1)
  for (const k of status.faultySensors) map[k >> 3] = (map[k >> 3] ?? 0) | (1 << (k & 7))
  w.u8(map.length)
  w.raw(map)
  return w.done()
}

export function decodeStatus(bytes: Uint8Array): Decoded<Status> {
  const r = new Reader(bytes)
  const version = r.u8()
  if (bytes.length >= 1 && version !== PROTOCOL_MAJOR)
    return fail('wrong-version', `version ${version}, this side speaks ${PROTOCOL_MAJOR}`)
  const type = r.u8()
  if (r.fault === null && type !== TYPE.status) return fail('wrong-type', `type ${type}, a status is ${TYPE.status}`)
  const flags = r.u8()
  const flash = r.u8()
  const boot = r.u16()
  const temperature_C = temperatureFromWire(r.i16())
  const [produced, sent, dropped, oldest] = [r.u32(), r.u32(), r.u32(), r.u32()]
  const map = r.slice(r.u8())
  if (r.fault !== null) return fail(r.fault, r.detail)
  if (r.left > 0) return fail('too-long', `${r.left} bytes after the sensor fault map`)
  if ((flags & ~KNOWN) !== 0) return fail('bad-value', `reserved flag bits are set: ${flags}`)
  if (map.length > 32) return fail('bad-value', `a fault map of ${map.length} bytes; 255 sensors need 32`)
  if (flash > 100 && flash !== NO_FLASH) return fail('bad-value', `${flash} % of the flash`)
  const faultySensors: number[] = []
  for (const [at, bits] of map.entries()) for (let b = 0; b < 8; b++) if ((bits & (1 << b)) !== 0) faultySensors.push(8 * at + b)
  return done({
    boot,
    worn: (flags & FLAG.wornKnown) === 0 ? null : (flags & FLAG.worn) !== 0,
    lowBattery: (flags & FLAG.lowBattery) !== 0,
    streaming: (flags & FLAG.streaming) !== 0,
    tickHealthy: (flags & FLAG.tickUnhealthy) === 0,
    temperature_C,
    flash_percent: flash === NO_FLASH ? null : flash,
    produced,
    sent,
    dropped,
    oldest,
    faultySensors,
  })
}
