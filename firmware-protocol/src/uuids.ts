const own = (n: string) => `8ac9${n}-c83f-4268-a827-3341aaaca1c8` as const

/** The insole service and its characteristics (PROTOCOL.md section 2). Lower case with hyphens; `shortUuid` gives noble's form. */
export const UUIDS = {
  service: own('0000'),
  identity: own('0001'),
  layout: own('0002'),
  calibration: own('0003'),
  status: own('0004'),
  samples: own('0005'),
  control: own('0006'),
} as const

/** Bluetooth SIG services that an insole has as the standard defines them. */
export const STANDARD_UUIDS = {
  deviceInformation: '180a',
  manufacturerName: '2a29',
  modelNumber: '2a24',
  serialNumber: '2a25',
  firmwareRevision: '2a26',
  hardwareRevision: '2a27',
  battery: '180f',
  batteryLevel: '2a19',
} as const

/** The form in which some stacks name 128-bit UUIDs: 32 hex digits without hyphens. */
export const shortUuid = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase()
