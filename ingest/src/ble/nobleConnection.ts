import { shortUuid, UUIDS } from '@solestream/firmware-protocol'
import { attempt } from './attempt.ts'
import type { NobleCharacteristic, NoblePeripheral } from './noble.ts'
import type { Connection } from './radio.ts'

const INSOLE = [UUIDS.identity, UUIDS.layout, UUIDS.calibration, UUIDS.status, UUIDS.samples, UUIDS.control]
const NEVER = new AbortController().signal

export interface NobleConnection extends Connection {
  /** The adapter is gone, and with it whatever would have been said about this link. */
  forget(): void
}

/** A connected peripheral. Characteristics are those of this connection: a new one has new ones, and the old are dead. */
export function nobleConnection(peripheral: NoblePeripheral, disconnect_ms: number, ended: () => void): NobleConnection {
  const over = new AbortController()
  let characteristics = new Map<string, NobleCharacteristic>()
  let ending: Promise<void> | null = null
  let linkDown = (): void => undefined
  const down = new Promise<void>((resolve) => (linkDown = resolve))

  function end(): void {
    peripheral.off('disconnect', disconnected)
    for (const characteristic of characteristics.values()) characteristic.removeAllListeners()
    characteristics = new Map()
    over.abort()
    linkDown()
    ended()
  }
  const disconnected = (): void => end()
  peripheral.once('disconnect', disconnected)

  function characteristic(uuid: string): NobleCharacteristic {
    const found = characteristics.get(shortUuid(uuid))
    if (!found) throw new Error(`there is no characteristic ${uuid}`)
    return found
  }

  return {
    over: over.signal,
    get mtu() {
      return peripheral.mtu
    },
    async discover(required = INSOLE) {
      const found = await peripheral.discoverAllServicesAndCharacteristicsAsync()
      if (over.signal.aborted) return
      characteristics = new Map(found.characteristics.map((c) => [c.uuid, c]))
      for (const uuid of required) characteristic(uuid)
    },
    has: (uuid) => characteristics.has(shortUuid(uuid)),
    properties: (uuid) => characteristics.get(shortUuid(uuid))?.properties ?? [],
    async read(uuid) {
      return new Uint8Array(await characteristic(uuid).readAsync())
    },
    write: (uuid, bytes) => characteristic(uuid).writeAsync(Buffer.from(bytes), false),
    async subscribe(uuid, arrived) {
      const source = characteristic(uuid)
      source.on('data', (bytes: Buffer, isNotification: boolean) => {
        // Buffers of noble may lie in a shared pool.
        if (isNotification) arrived(new Uint8Array(bytes))
      })
      await source.subscribeAsync()
    },
    rssi_dBm: () => peripheral.updateRssiAsync(),
    disconnect: () => (ending ??= disconnect()),
    forget: end,
  }

  async function disconnect(): Promise<void> {
    over.abort()
    // On a device that is not connected it hangs, and disconnects handle 0.
    if (peripheral.state !== 'connected') return
    peripheral.disconnect()
    await attempt('disconnect', disconnect_ms, NEVER, () => down).catch(() => {
      peripheral.state = 'disconnected'
      end()
    })
  }
}
