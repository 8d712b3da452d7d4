/**
 * Treadmill Data (0x2ACD) of the Bluetooth SIG's Fitness Machine Service 1.0, section 4.9: flags, then the fields that they name, in order,
 * little-endian. The first flag means "more data" and is inverted: where it is 0 the speed is there. A machine may spread one record over
 * several notifications; each field stands for itself, so each notification is read alone.
 */
export const FTMS = { service: '1826', treadmillData: '2acd' } as const

/** Fields that a notification does not have, or that the machine marks as not available, are absent. */
export interface TreadmillData {
  readonly speed_m_s?: number
  readonly averageSpeed_m_s?: number
  readonly distance_m?: number
  readonly incline_percent?: number
  readonly rampAngle_deg?: number
  readonly elevationUp_m?: number
  readonly elevationDown_m?: number
  readonly pace_km_min?: number
  readonly averagePace_km_min?: number
  readonly energy_kcal?: number
  readonly energyPerHour_kcal?: number
  readonly energyPerMinute_kcal?: number
  readonly heartRate_per_min?: number
  readonly metabolicEquivalent?: number
  readonly elapsed_s?: number
  readonly remaining_s?: number
  readonly beltForce_N?: number
  readonly power_W?: number
}

type Field = keyof TreadmillData
interface Part {
  readonly field: Field
  readonly bytes: 1 | 2 | 3
  readonly signed?: true
  /** Value of one count. */
  readonly unit: number
  /** The count that means "not available". */
  readonly none?: number
}

const part = (field: Field, bytes: 1 | 2 | 3, unit: number, more: Partial<Part> = {}): Part => ({ field, bytes, unit, ...more })
const signed = (field: Field, unit: number): Part => part(field, 2, unit, { signed: true, none: 0x7fff })
const HUNDREDTH_KM_H = 1 / 360

/** By flag; the first is inverted. */
const PARTS: readonly (readonly Part[])[] = [
  [part('speed_m_s', 2, HUNDREDTH_KM_H)],
  [part('averageSpeed_m_s', 2, HUNDREDTH_KM_H)],
  [part('distance_m', 3, 1)],
  [signed('incline_percent', 0.1), signed('rampAngle_deg', 0.1)],
  [part('elevationUp_m', 2, 0.1), part('elevationDown_m', 2, 0.1)],
  [part('pace_km_min', 1, 0.1)],
  [part('averagePace_km_min', 1, 0.1)],
  [
    part('energy_kcal', 2, 1, { none: 0xffff }),
    part('energyPerHour_kcal', 2, 1, { none: 0xffff }),
    part('energyPerMinute_kcal', 1, 1, { none: 0xff }),
  ],
  [part('heartRate_per_min', 1, 1)],
  [part('metabolicEquivalent', 1, 0.1)],
  [part('elapsed_s', 2, 1)],
  [part('remaining_s', 2, 1)],
  [signed('beltForce_N', 1), signed('power_W', 1)],
]

const has = (flags: number, k: number): boolean => (k === 0 ? (flags & 1) === 0 : (flags & (1 << k)) !== 0)

/** Null when the bytes are fewer than the flags say; more are passed over, as are flags that are not known. Never throws. */
export function decodeTreadmillData(bytes: Uint8Array): TreadmillData | null {
  if (bytes.length < 2) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const flags = view.getUint16(0, true)
  const data: { -readonly [F in Field]?: number } = {}
  let at = 2
  for (const [k, parts] of PARTS.entries()) {
    if (!has(flags, k)) continue
    for (const { field, bytes: size, signed: isSigned, unit, none } of parts) {
      if (at + size > bytes.length) return null
      let count = 0
      for (let b = 0; b < size; b++) count += bytes[at + b]! * 2 ** (8 * b)
      at += size
      if (count === none) continue
      if (isSigned && count >= 0x8000) count -= 0x10000
      data[field] = count * unit
    }
  }
  return data
}

/** What a treadmill with these fields would send; of fields that come together the absent ones are "not available", or 0. */
export function encodeTreadmillData(data: TreadmillData): Uint8Array {
  let flags = 0
  const bytes = [0, 0]
  for (const [k, parts] of PARTS.entries()) {
    const present = parts.some(({ field }) => data[field] !== undefined)
    if (present !== (k === 0)) flags |= 1 << k
    if (!present) continue
    for (const { field, bytes: size, unit, none = 0 } of parts) {
      const value = data[field]
      const count = value === undefined ? none : Math.round(value / unit)
      for (let b = 0; b < size; b++) bytes.push((count >> (8 * b)) & 0xff)
    }
  }
  bytes[0] = flags & 0xff
  bytes[1] = flags >> 8
  return Uint8Array.from(bytes)
}
