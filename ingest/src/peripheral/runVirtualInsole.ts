import { createHash, randomInt } from 'node:crypto'
import { hostname, platform } from 'node:os'
import { DEFAULT_MTU, shortUuid, UUIDS } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import { createVirtualInsole, createWalker, type VirtualInsole, type WalkerSettings } from '../virtual/index.ts'
import { advertisedName, advertisingData } from './advertisement.ts'
import type { Bleno } from './bleno.ts'
import { gattOf } from './gatt.ts'
import { loadBleno } from './loadBleno.ts'
import { createPacer } from './pacer.ts'
import { recordingFeed } from './recordingFeed.ts'

export interface VirtualInsoleSettings {
  readonly side: Side
  /** A recording to carry instead of a walker. */
  readonly replay?: string
  /** Seconds since 1970 at which walk or recording begin; default now. Insoles with one epoch walk together. */
  readonly epoch?: number
  readonly walker?: Partial<WalkerSettings>
  /** Default: one for this computer and side. */
  readonly serial?: string
  readonly clockError_ppm?: number
  /** Agrees to no larger ATT MTU. */
  readonly largestMtu?: number
  /** How much of the past it keeps to be sent again; default 60. */
  readonly ring_s?: number
  /** Another behaviour around this insole's own, to try what a host makes of it. */
  readonly behave?: (insole: VirtualInsole) => VirtualInsole
  /** What happens, for a person to read. */
  readonly log?: (line: string) => void
}

export interface RunningInsole {
  readonly name: string
  readonly serial: string
  /** Resolves when the recording was sent to its end. */
  readonly ended: Promise<void>
  /** Ends the link, as an insole may. */
  disconnect(): void
  stop(): Promise<void>
}

const VERSION = '1.0'
const asItIs = (insole: VirtualInsole): VirtualInsole => insole
/** Packets that wait in bleno: more means that the link does not carry the rate (a computer that was busy makes some hundred). */
const LONGEST_QUEUE = 2000
/** With so many waiting the link has no room for what is sent again. */
const BUSY_QUEUE = 4
const LAST_WORDS_MS = 100

/**
 * Makes this computer an insole: advertises and streams over its Bluetooth adapter. Rejects with a ConfigurationFault when there is none.
 * bleno stays loaded after stop() and keeps the process alive: a command that is done calls process.exit.
 */
export async function runVirtualInsole(settings: VirtualInsoleSettings): Promise<RunningInsole> {
  const { side, log = () => undefined } = settings
  const serial = settings.serial ?? `V${createHash('sha256').update(hostname()).digest('hex').slice(0, 6)}${side === 'left' ? 'L' : 'R'}`
  const feed = settings.replay === undefined ? createWalker(settings.walker).feed(side) : await recordingFeed(settings.replay, side)
  const bleno = await loadBleno()
  const epoch_s = settings.epoch ?? Date.now() / 1000
  // Steady from here on, whatever happens to the wall clock.
  const lead_s = performance.timeOrigin / 1000 - epoch_s
  const now_s = (): number => lead_s + performance.now() / 1000
  const insole = (settings.behave ?? asItIs)(
    createVirtualInsole({
      feed,
      serial,
      boot: randomInt(0x10000),
      bootedAt_s: now_s(),
      ...(settings.clockError_ppm === undefined ? {} : { clockError_ppm: settings.clockError_ppm }),
      ...(settings.ring_s === undefined ? {} : { ring_s: settings.ring_s }),
    }),
  )
  const gatt_ = bleno._bindings?._gatt
  if (gatt_ && settings.largestMtu !== undefined) gatt_.maxMtu = settings.largestMtu

  let sentAll = (): void => undefined
  const ended = new Promise<void>((resolve) => (sentAll = resolve))
  const gatt = gattOf(bleno, insole, now_s, VERSION, () => pacer.wake())
  const pacer = createPacer(
    now_s,
    () => (gatt.subscribed ? insole.nextDue_s() : null),
    (now) => {
      const queued = (): number => bleno._bindings?._hci?._aclOutQueue?.length ?? 0
      for (const value of insole.due(now, queued() >= BUSY_QUEUE)) if (queued() < LONGEST_QUEUE) gatt.notify(value)
      if (insole.ended) sentAll()
    },
  )

  const name = advertisedName(side, serial)
  const listeners = {
    stateChange(state: string) {
      log(state === 'poweredOn' ? 'Bluetooth is back.' : `Bluetooth is ${state}.`)
      if (state === 'poweredOn') void advertise(bleno, name, gatt.services).catch((error: unknown) => log(String(error)))
      else released()
    },
    accept(host: string) {
      log(`Connected by ${host}.`)
      insole.connected(DEFAULT_MTU)
    },
    mtuChange: (mtu: number) => insole.connected(mtu),
    disconnect(host: string) {
      log(`Disconnected by ${host}.`)
      released()
    },
  }
  function released(): void {
    insole.disconnected()
    gatt.forget()
    pacer.wake()
  }
  for (const [event, listener] of Object.entries(listeners)) bleno.on(event, listener)
  await advertise(bleno, name, gatt.services)
  log(`Advertising as ${name}.`)
  return {
    name,
    serial,
    ended,
    disconnect: () => bleno.disconnect(),
    async stop() {
      pacer.stop()
      for (const [event, listener] of Object.entries(listeners)) bleno.off(event, listener)
      bleno.stopAdvertising()
      bleno.disconnect()
      await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))
    },
  }
}

function advertise(bleno: Bleno, name: string, services: readonly object[]): Promise<void> {
  return new Promise((resolve, reject) => {
    bleno.setServices(services)
    const done = (error?: Error): void => (error ? reject(error) : resolve())
    const { advertisement, scanResponse } = advertisingData(name)
    // Elsewhere the system composes the data.
    if (platform() === 'linux') bleno.startAdvertisingWithEIRData(advertisement, scanResponse, done)
    else bleno.startAdvertising(name, [shortUuid(UUIDS.service)], done)
  })
}
