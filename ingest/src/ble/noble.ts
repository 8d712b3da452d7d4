import type { EventEmitter } from 'node:events'

/** What is used of noble. Its own typings lack `state` and connect options. */
export interface Noble extends EventEmitter {
  readonly state: string
  startScanning(serviceUuids: readonly string[], allowDuplicates: boolean, callback: (error?: Error) => void): void
  stopScanning(): void
  readonly _bindings?: NobleBindings
}

export interface NoblePeripheral extends EventEmitter {
  readonly id: string
  state: string
  readonly rssi: number | null
  readonly mtu: number | null
  readonly advertisement: { readonly localName?: string | undefined; readonly serviceUuids?: readonly string[] | undefined }
  connect(options: ConnectOptions, callback?: (error?: Error) => void): void
  cancelConnect(): void
  disconnect(): void
  updateRssiAsync(): Promise<number>
  discoverAllServicesAndCharacteristicsAsync(): Promise<{ readonly characteristics: readonly NobleCharacteristic[] }>
}

export interface NobleCharacteristic extends EventEmitter {
  readonly uuid: string
  readonly properties: readonly string[]
  readAsync(): Promise<Buffer>
  writeAsync(bytes: Buffer, withoutResponse: boolean): Promise<void>
  subscribeAsync(): Promise<void>
}

/** Units of the HCI command: 1.25 ms and 10 ms. */
export interface ConnectOptions {
  readonly minInterval: number
  readonly maxInterval: number
  readonly latency: number
  readonly timeout: number
}

/** Inside of noble's Linux bindings: only what has to be put right there. */
export interface NobleBindings {
  _pendingConnectionUuid?: string | null
  _connectionQueue?: unknown[]
  readonly _hci?: { flushAcl?: () => Promise<void>; _aclConnections?: Map<number, unknown>; _aclQueue?: unknown[] }
}
