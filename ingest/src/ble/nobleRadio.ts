import { shortUuid, UUIDS } from '@solestream/firmware-protocol'
import { attempt } from './attempt.ts'
import { loadNoble } from './loadNoble.ts'
import { withoutNewSigintHandlers } from './signals.ts'
import type { Noble, NoblePeripheral } from './noble.ts'
import { nobleConnection, type NobleConnection } from './nobleConnection.ts'
import type { Radio, RadioListener, RadioState } from './radio.ts'

/** 15 to 30 ms, no skipped events; the link layer gives up after 2 s, our own watchdog before that. */
const CONNECT = { minInterval: 12, maxInterval: 24, latency: 0, timeout: 200 }
const SCAN_STOP_MS = 500
const CANCEL_MS = 1000
const STATES: Readonly<Record<string, RadioState>> = {
  poweredOn: 'on',
  poweredOff: 'off',
  unauthorized: 'unauthorised',
  unsupported: 'unsupported',
}
const NEVER = new AbortController().signal

/** The only door to noble. Everything it would wait for without end is ended elsewhere: here is only what it wants to be asked like. */
export function createNobleRadio(disconnect_ms: number): Radio {
  let noble: Noble | null = null
  let listener: RadioListener | null = null
  let scanning = false
  const peripherals = new Map<string, NoblePeripheral>()
  const connections = new Set<NobleConnection>()

  const stateChange = (state: string): void => listener?.state(STATES[state] ?? 'none')
  const warning = (text: unknown): void => listener?.warning(String(text))
  const discover = (peripheral: NoblePeripheral): void => {
    peripherals.set(peripheral.id, peripheral)
    listener?.found({
      id: peripheral.id,
      name: peripheral.advertisement.localName ?? null,
      rssi_dBm: peripheral.rssi,
      services: peripheral.advertisement.serviceUuids ?? [],
    })
  }

  return {
    async open(given) {
      listener = given
      noble = await loadNoble()
      // Before anything else: it starts with its first stateChange listener, and warns at once.
      const before = process.listeners('SIGINT')
      noble.on('warning', warning)
      noble.on('stateChange', stateChange)
      noble.on('discover', discover)
      await new Promise((resolve) => setImmediate(resolve))
      withoutNewSigintHandlers(before)
      // The second source of a process finds it running.
      if (noble.state !== 'unknown') stateChange(noble.state)
    },
    startScan(services = [shortUuid(UUIDS.service)]) {
      if (!noble || noble.state !== 'poweredOn') return
      scanning = true
      // Lower case without hyphens, or nothing is ever found.
      noble.startScanning(services, true, (error) => {
        if (error) listener?.warning(error.message)
      })
    },
    async stopScan() {
      if (!noble || !scanning) return
      scanning = false
      const stack = noble
      let stopped = (): void => undefined
      const done = new Promise<void>((resolve) => (stopped = resolve))
      stack.once('scanStop', stopped)
      stack.stopScanning()
      await attempt('stop scanning', SCAN_STOP_MS, NEVER, () => done).catch(() => stack.off('scanStop', stopped))
    },
    async connect(id, abort) {
      const peripheral = peripherals.get(id)
      if (!peripheral) throw new Error('it was never heard')
      await connectPeripheral(peripheral, abort, () => forgetPending(noble))
      const connection = nobleConnection(peripheral, disconnect_ms, () => connections.delete(connection))
      connections.add(connection)
      return connection
    },
    forget() {
      scanning = false
      for (const connection of [...connections]) connection.forget()
      for (const peripheral of peripherals.values()) if (peripheral.state !== 'disconnected') peripheral.state = 'disconnected'
      forgetPending(noble)
      const hci = noble?._bindings?._hci
      hci?._aclConnections?.clear()
      if (hci?._aclQueue) hci._aclQueue = []
    },
    close() {
      listener = null
      noble?.off('stateChange', stateChange)
      noble?.off('discover', discover)
      noble?.off('warning', warning)
      peripherals.clear()
      return Promise.resolve()
    },
  }
}

/** noble would wait for ever for the answer of an adapter that is gone or dumb, and queue all that follows behind it. */
function forgetPending(noble: Noble | null): void {
  const bindings = noble?._bindings
  if (!bindings?._connectionQueue) return
  bindings._pendingConnectionUuid = null
  bindings._connectionQueue = []
}

/** Resolves when connected. When aborted it rejects once the adapter has confirmed the end: until then it can take no other connect. */
function connectPeripheral(peripheral: NoblePeripheral, abort: AbortSignal, stuck: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (peripheral.state === 'connected' || peripheral.state === 'disconnecting') {
      reject(new Error('its last connection is not over yet'))
      return
    }
    const connected = (error?: Error): void => {
      abort.removeEventListener('abort', cancel)
      if (error) reject(error)
      else resolve()
    }
    const cancel = (): void => {
      peripheral.off('connect', connected)
      // This one is the active one: there is never another. It emits `connect` itself, before the adapter has its say.
      peripheral.cancelConnect()
      const confirmed = (error?: Error): void => {
        clearTimeout(timer)
        // It came too late: nobody waits for it any more.
        if (!error) peripheral.disconnect()
        reject(abort.reason instanceof Error ? abort.reason : new Error('cancelled'))
      }
      const timer = setTimeout(() => {
        peripheral.off('connect', confirmed)
        stuck()
        confirmed(new Error('no answer'))
      }, CANCEL_MS)
      peripheral.once('connect', confirmed)
    }
    peripheral.once('connect', connected)
    abort.addEventListener('abort', cancel, { once: true })
    peripheral.connect(CONNECT)
  })
}
