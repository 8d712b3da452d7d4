import { Reader, Writer } from './bytes.ts'
import type { Identity } from './identity.ts'
import { done, fail } from './result.ts'
import type { Decoded } from './result.ts'
import { PROTOCOL_MAJOR, PROTOCOL_MINOR, TYPE } from './version.ts'

const IMU = 1

/** PROTOCOL.md section 3.1. The rate is kept to 0.001 Hz. */
export function encodeIdentity(identity: Identity): Uint8Array {
  const w = new Writer()
  w.u8(identity.protocolMajor)
  w.u8(TYPE.identity)
  w.u8(identity.protocolMinor)
  w.u8(identity.side === 'left' ? 0 : 1)
  w.u8(identity.hasImu ? IMU : 0)
  w.u8(identity.sensors)
  w.u16(identity.boot)
  w.u32(identity.tick_ns)
  w.u32(Math.round(identity.rate_Hz * 1000))
  w.u32(identity.features)
  w.text(identity.serial)
  w.text(identity.model)
  return w.done()
}

export function decodeIdentity(bytes: Uint8Array): Decoded<Identity> {
  const r = new Reader(bytes)
  const protocolMajor = r.u8()
  if (bytes.length > 0 && protocolMajor !== PROTOCOL_MAJOR)
    return fail('wrong-version', `the insole speaks protocol ${protocolMajor}, this side ${PROTOCOL_MAJOR}`)
  const type = r.u8()
  if (r.fault === null && type !== TYPE.identity) return fail('wrong-type', `type ${type}, an identity is ${TYPE.identity}`)
  const protocolMinor = r.u8()
  const side = r.u8()
  const flags = r.u8()
  const sensors = r.u8()
  const boot = r.u16()
  const tick_ns = r.u32()
  const rate_mHz = r.u32()
  const features = r.u32()
  const serial = r.text()
  const model = r.text()
  if (r.fault !== null) return fail(r.fault, r.detail)
  // A later minor version may say more at the end and set more flags; this one may not.
  if (protocolMinor <= PROTOCOL_MINOR && r.left > 0) return fail('too-long', `${r.left} bytes after the identity`)
  if (protocolMinor <= PROTOCOL_MINOR && (flags & ~IMU) !== 0) return fail('bad-value', `reserved flag bits are set: ${flags}`)
  if (side > 1) return fail('bad-value', `side ${side}`)
  if (sensors === 0) return fail('bad-value', 'no sensors')
  if (tick_ns === 0) return fail('bad-value', 'a tick of 0 ns')
  if (rate_mHz === 0) return fail('bad-value', 'a rate of 0 Hz')
  if (serial === '') return fail('bad-value', 'no serial number')
  return done({
    protocolMajor,
    protocolMinor,
    side: side === 0 ? 'left' : 'right',
    serial,
    model,
    sensors,
    hasImu: (flags & IMU) !== 0,
    tick_ns,
    rate_Hz: rate_mHz / 1000,
    features,
    boot,
  })
}
