import type { EventEmitter } from 'node:events'

/** What is used of bleno. */
export interface Bleno extends EventEmitter {
  readonly state: string
  readonly PrimaryService: new (options: { readonly uuid: string; readonly characteristics: readonly BlenoCharacteristic[] }) => object
  readonly Characteristic: (new (options: CharacteristicOptions) => BlenoCharacteristic) & {
    readonly RESULT_SUCCESS: number
    readonly RESULT_INVALID_OFFSET: number
  }
  setServices(services: readonly object[]): void
  startAdvertising(name: string, serviceUuids: readonly string[], callback: (error?: Error) => void): void
  startAdvertisingWithEIRData(advertisement: Buffer, scanResponse: Buffer, callback: (error?: Error) => void): void
  stopAdvertising(): void
  disconnect(): void
  readonly _bindings?: {
    readonly _gatt?: { maxMtu: number }
    readonly _hci?: { readonly _aclOutQueue?: readonly unknown[]; pollIsDevUp?: () => void; readonly _socket?: { stop(): void } }
  }
}

export type BlenoCharacteristic = EventEmitter
export type Update = (value: Buffer) => void

export interface CharacteristicOptions {
  readonly uuid: string
  readonly properties: readonly ('read' | 'write' | 'notify' | 'indicate')[]
  readonly value?: Buffer
  readonly onReadRequest?: (offset: number, callback: (result: number, data?: Buffer) => void) => void
  readonly onWriteRequest?: (data: Buffer, offset: number, withoutResponse: boolean, callback: (result: number) => void) => void
  readonly onSubscribe?: (maxValueSize: number, update: Update) => void
  readonly onUnsubscribe?: () => void
}
