import { shortUuid, UUIDS } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'

/** PROTOCOL.md, R-LINK-1: side and the last 8 letters and digits of the serial number. */
export function advertisedName(side: Side, serial: string): string {
  return `sole-${side === 'left' ? 'L' : 'R'}-${serial.replace(/[^A-Za-z0-9]/g, '').slice(-8)}`
}

/** Flags and service UUID; the complete local name in the scan response. */
export function advertisingData(name: string): { readonly advertisement: Buffer; readonly scanResponse: Buffer } {
  const uuid = Buffer.from(shortUuid(UUIDS.service), 'hex').reverse()
  return {
    advertisement: Buffer.concat([Buffer.from([2, 0x01, 0x06, 17, 0x07]), uuid]),
    scanResponse: Buffer.concat([Buffer.from([1 + name.length, 0x09]), Buffer.from(name, 'ascii')]),
  }
}
