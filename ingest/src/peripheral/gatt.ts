import { ATT_HEADER_BYTES, STANDARD_UUIDS, UUIDS, shortUuid } from '@solestream/firmware-protocol'
import { createStatusWatch, type Readable, type VirtualInsole } from '../virtual/index.ts'
import type { Bleno, CharacteristicOptions, Update } from './bleno.ts'

/** How often it is looked whether the status changed. */
const STATUS_MS = 250

export interface Gatt {
  readonly services: readonly object[]
  /** Sends a sample notification, if the host subscribed. */
  notify(value: Uint8Array): void
  readonly subscribed: boolean
  /** The link is gone, and with it the subscriptions: bleno does not say so when it is the adapter that went. */
  forget(): void
}

/** The GATT table of PROTOCOL.md section 2 over a virtual insole. `changed` is called after each command and subscription. */
export function gattOf(bleno: Bleno, insole: VirtualInsole, now_s: () => number, version: string, changed: () => void): Gatt {
  const { Characteristic, PrimaryService } = bleno
  let notifySample: Update | null = null
  let indicate: Update | null = null
  // A value may change between the parts of a long read (ticking counters): all parts are of one.
  let reading: Buffer = Buffer.alloc(0)
  let endStatus = (): void => undefined
  let tellStatus = (): void => undefined

  const readable = (what: Readable, more: Partial<CharacteristicOptions> = {}): object =>
    new Characteristic({
      uuid: shortUuid(UUIDS[what]),
      properties: ['read'],
      ...more,
      onReadRequest(offset, answer) {
        if (offset === 0) reading = Buffer.from(insole.read(what, now_s()))
        if (offset > reading.length) answer(Characteristic.RESULT_INVALID_OFFSET)
        else answer(Characteristic.RESULT_SUCCESS, reading.subarray(offset))
      },
    })
  const status = readable('status', {
    properties: ['read', 'notify'],
    onSubscribe(size, update) {
      endStatus()
      const watch = createStatusWatch(insole)
      tellStatus = () => {
        const value = watch.due(now_s(), size + ATT_HEADER_BYTES)
        if (value) update(Buffer.from(value))
      }
      tellStatus()
      const timer = setInterval(() => tellStatus(), STATUS_MS)
      endStatus = () => {
        clearInterval(timer)
        tellStatus = () => undefined
      }
    },
    onUnsubscribe: () => endStatus(),
  })
  const samples = new Characteristic({
    uuid: shortUuid(UUIDS.samples),
    properties: ['notify'],
    onSubscribe(_size, update) {
      notifySample = update
      changed()
    },
    onUnsubscribe() {
      notifySample = null
      changed()
    },
  })
  const control = new Characteristic({
    uuid: shortUuid(UUIDS.control),
    properties: ['write', 'indicate'],
    onSubscribe(_size, update) {
      indicate = update
    },
    onUnsubscribe() {
      indicate = null
    },
    onWriteRequest(data, _offset, _withoutResponse, answer) {
      const response = insole.write(new Uint8Array(data), now_s())
      answer(Characteristic.RESULT_SUCCESS)
      indicate?.(Buffer.from(response))
      tellStatus()
      changed()
    },
  })
  const text = (uuid: string, value: string): object =>
    new Characteristic({ uuid, properties: ['read'], value: Buffer.from(value, 'utf8') })
  const battery = new Characteristic({
    uuid: STANDARD_UUIDS.batteryLevel,
    properties: ['read'],
    onReadRequest: (_offset, answer) => answer(Characteristic.RESULT_SUCCESS, Buffer.from([insole.battery_percent])),
  })

  const service = (uuid: string, characteristics: readonly object[]): object =>
    new PrimaryService({ uuid, characteristics: characteristics as never })
  return {
    services: [
      service(shortUuid(UUIDS.service), [readable('identity'), readable('layout'), readable('calibration'), status, samples, control]),
      service(STANDARD_UUIDS.battery, [battery]),
      service(STANDARD_UUIDS.deviceInformation, [
        text(STANDARD_UUIDS.manufacturerName, 'solestream'),
        text(STANDARD_UUIDS.modelNumber, insole.identity.model),
        text(STANDARD_UUIDS.serialNumber, insole.identity.serial),
        text(STANDARD_UUIDS.firmwareRevision, version),
      ]),
    ],
    notify(value) {
      notifySample?.(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
    },
    get subscribed() {
      return notifySample !== null
    },
    forget() {
      notifySample = indicate = null
      endStatus()
    },
  }
}
