import { STANDARD_UUIDS, UUIDS } from '@solestream/firmware-protocol'

/** Characteristics of PROTOCOL.md section 2 that can be read. */
export const GATT = {
  identity: UUIDS.identity,
  layout: UUIDS.layout,
  calibration: UUIDS.calibration,
  status: UUIDS.status,
  batteryLevel: STANDARD_UUIDS.batteryLevel,
  manufacturerName: STANDARD_UUIDS.manufacturerName,
  modelNumber: STANDARD_UUIDS.modelNumber,
  serialNumber: STANDARD_UUIDS.serialNumber,
  firmwareRevision: STANDARD_UUIDS.firmwareRevision,
} as const
export type ValueName = keyof typeof GATT

/** The insole service's characteristics with the properties that each needs. */
export const OWN = {
  identity: ['read'],
  layout: ['read'],
  calibration: ['read'],
  status: ['read', 'notify'],
  samples: ['notify'],
  control: ['write', 'indicate'],
} as const satisfies Record<Exclude<keyof typeof UUIDS, 'service'>, readonly string[]>
export const OWN_NAMES = Object.keys(OWN) as readonly (keyof typeof OWN)[]

/** Of the standard services. */
export const STANDARD_NAMES = ['batteryLevel', 'manufacturerName', 'modelNumber', 'serialNumber', 'firmwareRevision'] as const
