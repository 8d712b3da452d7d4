import {
  decodeCalibration,
  decodeIdentity,
  decodeLayout,
  decodePage,
  joinPages,
  rateThatFits,
  supports,
  TYPE,
  UUIDS,
  type Calibration,
  type Decoded,
  type Identity,
} from '@solestream/firmware-protocol'
import type { InsoleInfo } from '../record.ts'
import { attempt } from './attempt.ts'
import type { Control } from './control.ts'
import type { Connection } from './radio.ts'

const READ_MS = 3000

/** This insole can't be used as it is; trying again soon changes nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly mend: string
  constructor(message: string, mend: string) {
    super(message)
    this.mend = mend
  }
}

export function readValue(connection: Connection, what: string, uuid: string): Promise<Uint8Array> {
  return attempt(`read ${what}`, READ_MS, connection.over, () => connection.read(uuid))
}

function accepted<T>(what: string, decoded: Decoded<T>): T {
  if (decoded.ok) return decoded.value
  if (decoded.fault === 'wrong-version')
    throw new Refusal(
      `The insole speaks another version of the protocol (${decoded.detail}).`,
      'Update the insole’s firmware, or solestream.',
    )
  throw new Error(`${what}: ${decoded.fault}, ${decoded.detail}`)
}

export async function readIdentity(connection: Connection): Promise<Identity> {
  return accepted('identity', decodeIdentity(await readValue(connection, 'identity', UUIDS.identity)))
}

async function readDocument<T>(
  connection: Connection,
  control: Control,
  document: 'layout' | 'calibration',
  decode: (bytes: Uint8Array) => Decoded<T>,
): Promise<T> {
  const first = await readPages(connection, control, document)
  const decoded = first.ok ? decode(first.value) : first
  // It may have been written anew while it was read (PROTOCOL.md, R-PAGE-3).
  if (decoded.ok || decoded.fault === 'wrong-version') return accepted(document, decoded)
  return accepted(document, decode(accepted(document, await readPages(connection, control, document))))
}

async function readPages(connection: Connection, control: Control, document: 'layout' | 'calibration'): Promise<Decoded<Uint8Array>> {
  const type = document === 'layout' ? TYPE.layoutPage : TYPE.calibrationPage
  const page = async (index: number): Promise<Uint8Array> => {
    const { response } = await control.send({ command: 'selectPage', document, page: index })
    if (response.result !== 'ok') throw new Error(`${document}: page ${String(index)} can't be selected, ${response.result}`)
    return readValue(connection, document, UUIDS[document])
  }
  const values = [await page(0)]
  const first = decodePage(values[0] ?? new Uint8Array(0), type)
  if (!first.ok) return first
  while (values.length < first.value.pages) values.push(await page(values.length))
  return joinPages(values, type)
}

/** Layout and calibration of an insole whose identity is known. */
export async function readInfo(connection: Connection, control: Control, identity: Identity): Promise<InsoleInfo> {
  const layout = await readDocument(connection, control, 'layout', decodeLayout)
  const calibration = await readDocument<Calibration | null>(connection, control, 'calibration', (document) =>
    document.length === 0 ? { ok: true, value: null } : decodeCalibration(document),
  )
  const mend = 'Write a layout and a calibration that fit this insole into it, or update its firmware.'
  if (layout.sensors.length !== identity.sensors)
    throw new Refusal(`The insole has ${String(identity.sensors)} sensors, its layout ${String(layout.sensors.length)}.`, mend)
  if (layout.side !== identity.side)
    throw new Refusal(`The insole says it is a ${identity.side} one, its layout is of a ${layout.side} one.`, mend)
  if (calibration && calibration.zero.length !== identity.sensors)
    throw new Refusal(`The insole has ${String(identity.sensors)} sensors, its calibration ${String(calibration.zero.length)}.`, mend)
  const tared_utc = await readTareDate(control, identity)
  return { identity, layout, calibration, ...(tared_utc === undefined ? {} : { tared_utc }), clock: 'device' }
}

/** null: the zeros are the calibration's own; undefined: the insole does not tell. */
async function readTareDate(control: Control, identity: Identity): Promise<string | null | undefined> {
  if (!supports(identity, 'tare')) return undefined
  const { response } = await control.send({ command: 'tareDate' })
  if (response.command === 'tareDate' && response.result === 'ok') return response.tared_utc
  return response.result === 'not-found' ? null : undefined
}

/** Where the link can't carry the insole's rate, a lower one is asked for. Returns the rate that holds. */
export async function fitRate(connection: Connection, control: Control, identity: Identity): Promise<number> {
  if (connection.mtu === null) return identity.rate_Hz
  const rate_Hz = rateThatFits({ mtu: connection.mtu, sensors: identity.sensors, imu: identity.hasImu }, identity.rate_Hz)
  if (rate_Hz >= identity.rate_Hz) return identity.rate_Hz
  const { response } = await control.send({ command: 'rate', rate_Hz })
  return response.command === 'rate' && response.rate_Hz !== null ? response.rate_Hz : identity.rate_Hz
}
