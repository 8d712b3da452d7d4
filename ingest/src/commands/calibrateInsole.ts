import { encodeCalibration, pagesToWrite, supports } from '@solestream/firmware-protocol'
import type { Calibration, Feature, Response, Result } from '@solestream/firmware-protocol'
import type { Order } from '../ble/control.ts'
import type { InsoleInfo } from '../record.ts'
import { CommandRefused } from './insoleCommands.ts'

/** An insole that can be talked to, over the air or in this process. */
export interface InsolePort {
  readonly info: InsoleInfo
  readonly mtu: number
  send(order: Order): Promise<Response>
  /** What the insole says of itself now. */
  reread(): Promise<InsoleInfo>
}

const WORDS: { readonly [R in Exclude<Result, 'ok'>]?: readonly [cause: string, mend: string] } = {
  loaded: ['says that a foot is on it', 'Lift the foot off the ground, hold it still for two seconds, then tare again.'],
  busy: ['has not measured long enough yet', 'Wait a moment, then do it again.'],
  'not-authorised': ['does not let this computer do that', 'Pair it with this computer first (see the insole’s manual).'],
  'not-supported': ['cannot do that', 'Update its firmware.'],
  'wrong-state': ['cannot do that now', 'Check that it is worn and streams, then do it again.'],
  'storage-failed': ['could not keep it', 'Do it again; if it happens again, have the insole checked.'],
}

function refuse(side: string, result: Exclude<Result, 'ok'>): never {
  const [cause, mend] = WORDS[result] ?? [`answered ${result}`, 'Do it again; if it happens again, update firmware and solestream.']
  throw new CommandRefused(`The ${side} insole ${cause}.`, mend)
}

async function order(port: InsolePort, what: Order): Promise<void> {
  const { side } = port.info.identity
  const response = await port.send(what).catch(() => {
    throw new CommandRefused(`The ${side} insole did not answer.`, 'Keep it near this computer, then do it again.')
  })
  if (response.result !== 'ok') refuse(side, response.result)
}

function mustSupport(port: InsolePort, feature: Feature): void {
  if (!supports(port.info.identity, feature)) refuse(port.info.identity.side, 'not-supported')
}

/** Rejects with a CommandRefused; returns what the insole says then. */
export async function tareInsole(port: InsolePort, tared_utc: string): Promise<InsoleInfo> {
  mustSupport(port, 'tare')
  await order(port, { command: 'tare', tared_utc })
  return port.reread()
}

/** The same; what the insole gives back must be what was written. */
export async function writeCalibration(port: InsolePort, calibration: Calibration): Promise<InsoleInfo> {
  mustSupport(port, 'calibrationWrite')
  const document = encodeCalibration(calibration)
  await order(port, { command: 'calibrationBegin', size_bytes: document.length })
  for (const page of pagesToWrite(document, port.mtu)) await order(port, { command: 'calibrationPage', ...page })
  await order(port, { command: 'calibrationCommit' })
  const info = await port.reread()
  const back = info.calibration && encodeCalibration(info.calibration)
  if (back === null || !back.every((byte, k) => byte === document[k])) refuse(info.identity.side, 'storage-failed')
  return info
}
