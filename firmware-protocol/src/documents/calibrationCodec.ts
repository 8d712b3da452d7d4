import { whole } from '../bytes.ts'
import type { Calibration, CalibrationMethod } from './calibration.ts'
import { beginDocument, closeDocument, openDocument, sealDocument } from './document.ts'
import { done, fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import { temperatureFromWire, temperatureToWire } from '../temperature.ts'
import { TYPE } from '../version.ts'

const METHODS: readonly CalibrationMethod[] = ['none', 'vendor', 'body-weight', 'bench']
const UNITS = ['kPa', 'N'] as const
const UTC = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d{1,3})?Z$/

/** PROTOCOL.md section 3.3; 1 to 255 sensors. */
export function encodeCalibration(calibration: Calibration): Uint8Array {
  const { zero, gain } = calibration
  if (zero.length !== gain.length) throw new RangeError(`${zero.length} zeros and ${gain.length} gains`)
  if (!UTC.test(calibration.calibrated_utc)) throw new RangeError(`${calibration.calibrated_utc} is not like 2026-01-31T12:00:00Z`)
  const w = beginDocument(TYPE.calibrationPage)
  w.u8(METHODS.indexOf(calibration.method))
  w.u8(UNITS.indexOf(calibration.unit))
  w.u8(whole(zero.length, 1, 255))
  w.i16(temperatureToWire(calibration.temperature_C))
  w.text(calibration.id)
  w.text(calibration.calibrated_utc)
  for (const value of zero) w.f64(value)
  for (const value of gain) w.f64(value)
  return sealDocument(w)
}

export function decodeCalibration(bytes: Uint8Array): Decoded<Calibration> {
  const r = openDocument(bytes, TYPE.calibrationPage)
  if ('ok' in r) return r
  const method = METHODS[r.u8()]
  const unit = UNITS[r.u8()]
  const count = r.u8()
  const temperature_C = temperatureFromWire(r.i16())
  const id = r.text()
  const calibrated_utc = r.text()
  const zero: number[] = []
  const gain: number[] = []
  for (let k = 0; k < count && r.fault === null; k++) zero.push(r.f64())
  for (let k = 0; k < count && r.fault === null; k++) gain.push(r.f64())
  const fault = closeDocument(r)
  if (fault !== null) return fault
  if (method === undefined || unit === undefined) return fail('bad-value', 'method or unit is not one of the known')
  if (count === 0) return fail('bad-value', 'no sensors')
  if (!UTC.test(calibrated_utc)) return fail('bad-value', 'calibrated_utc is not like 2026-01-31T12:00:00Z')
  return done({ id, method, unit, calibrated_utc, temperature_C, zero, gain })
}
