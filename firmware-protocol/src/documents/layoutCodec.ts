import { whole } from '../bytes.ts'
import { beginDocument, closeDocument, openDocument, sealDocument } from './document.ts'
import { REGIONS } from './layout.ts'
import type { InsoleLayout, LayoutSensor, SensorUnit } from './layout.ts'
import { done, fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import { TYPE } from '../version.ts'

const GEOMETRIES = ['none', 'arbitrary', 'mm'] as const
const UNITS: readonly SensorUnit[] = ['raw', 'N', 'kPa']
/** Lengths and areas are kept to 0.001 of their unit. */
const FINE = 1000
const fine = (value: number) => Math.round(value * FINE)

/** PROTOCOL.md section 3.2; 1 to 255 sensors, at most 255 outline points. */
export function encodeLayout(layout: InsoleLayout): Uint8Array {
  const w = beginDocument(TYPE.layoutPage)
  w.u8(layout.side === 'left' ? 0 : 1)
  w.u8(GEOMETRIES.indexOf(layout.geometry))
  w.u8(UNITS.indexOf(layout.unit))
  w.u8(whole(layout.sensors.length, 1, 255))
  w.u8(layout.outline.length)
  w.text(layout.id)
  w.u32(fine(layout.length_mm))
  w.u32(fine(layout.width_mm))
  w.f64(layout.offset)
  w.f64(layout.scale)
  w.f64(layout.fullScale)
  for (const sensor of layout.sensors) {
    w.i32(fine(sensor.x_mm))
    w.i32(fine(sensor.y_mm))
    w.u32(fine(sensor.area_mm2))
    w.u8(REGIONS.indexOf(sensor.region))
  }
  for (const [x_mm, y_mm] of layout.outline) {
    w.i32(fine(x_mm))
    w.i32(fine(y_mm))
  }
  return sealDocument(w)
}

export function decodeLayout(bytes: Uint8Array): Decoded<InsoleLayout> {
  const r = openDocument(bytes, TYPE.layoutPage)
  if ('ok' in r) return r
  const side = r.u8()
  const geometry = GEOMETRIES[r.u8()]
  const unit = UNITS[r.u8()]
  const count = r.u8()
  const points = r.u8()
  const id = r.text()
  const length_mm = r.u32() / FINE
  const width_mm = r.u32() / FINE
  const offset = r.f64()
  const scale = r.f64()
  const fullScale = r.f64()
  const sensors: LayoutSensor[] = []
  for (let k = 0; k < count && r.fault === null; k++) {
    const x_mm = r.i32() / FINE
    const y_mm = r.i32() / FINE
    const area_mm2 = r.u32() / FINE
    const region = REGIONS[r.u8()]
    if (region === undefined) r.refuse('bad-value', `sensor ${k} lies in no known region`)
    sensors.push({ x_mm, y_mm, area_mm2, region: region ?? 'unknown' })
  }
  const outline: (readonly [number, number])[] = []
  for (let k = 0; k < points && r.fault === null; k++) outline.push([r.i32() / FINE, r.i32() / FINE])
  const fault = closeDocument(r)
  if (fault !== null) return fault
  if (side > 1 || geometry === undefined || unit === undefined) return fail('bad-value', 'side, geometry or unit is not one of the known')
  if (count === 0) return fail('bad-value', 'no sensors')
  if (scale === 0) return fail('bad-value', 'a scale of 0')
  return done({ id, side: side === 0 ? 'left' : 'right', geometry, length_mm, width_mm, unit, offset, scale, fullScale, sensors, outline })
}
