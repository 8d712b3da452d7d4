import { COMMAND, UUIDS, type CommandName, type InsoleLayout } from '@solestream/firmware-protocol'
import { OWN } from '../../src/conformance/gatt.ts'
import type { Connection, Radio, RadioListener } from '@solestream/ingest/ble'
import {
  createStatusWatch,
  createVirtualInsole,
  createWalker,
  demo16,
  type KeptCalibration,
  type Readable,
  type SampleFeed,
  type VirtualInsole,
  type VirtualInsoleOptions,
} from '@solestream/ingest/virtual'

/** What a faulty insole does otherwise than the virtual one; what is not given stays as it is. */
export interface Sabotage {
  readonly mtu?: number
  readonly name?: string | null
  /** From the end of a link until it advertises again. */
  readonly silentAfterLink_ms?: number
  /** Names of characteristics that are not there. */
  readonly lacks?: readonly string[]
  readonly properties?: (name: string, properties: readonly string[]) => readonly string[]
  readonly read?: (name: string, bytes: Uint8Array) => Uint8Array
  /** What the insole is given instead of a command. */
  readonly command?: (name: CommandName | null, bytes: Uint8Array) => Uint8Array
  /** Answers that are indicated, each after so many ms. */
  readonly answer?: (
    name: CommandName | null,
    answer: Uint8Array,
    command: Uint8Array,
  ) => readonly (readonly [after_ms: number, Uint8Array])[]
  /** Sample notifications, instead of these that are due. */
  readonly notify?: (due: readonly Uint8Array[]) => readonly Uint8Array[]
  readonly status?: (status: Uint8Array | null, now_s: number) => Uint8Array | null
  /** A link begins; called before anything is read. */
  readonly connected?: (insole: VirtualInsole, now_s: number) => void
  /** The end of a link does not reach the insole: it goes on as if it were connected. */
  readonly deafToTheEnd?: boolean
  /** The link is lost when this command comes. */
  readonly dropsAt?: (command: Uint8Array, name: CommandName | null) => boolean
  /** Boot number after a restart. */
  readonly bootAfter?: number
  /** Other samples than those of a walker. */
  readonly feed?: () => SampleFeed
  /** Options of the insole. */
  readonly insole?: Partial<VirtualInsoleOptions>
}

const ANSWER_MS = 5
const LOOK_MS = 10
const ADVERTISE_MS = 100
/** Switched on so long before the test begins: the ring has lost its first samples. */
const BOOTED_S = 75
const BOOT = 7
const SERIAL = 'TEST-0042'
const NAMES = new Map<string, string>([
  ...Object.entries(UUIDS).map(([name, uuid]) => [uuid, name] as const),
  ['2a19', 'batteryLevel'],
  ['2a29', 'manufacturerName'],
  ['2a24', 'modelNumber'],
  ['2a25', 'serialNumber'],
  ['2a26', 'firmwareRevision'],
])
const COMMANDS = new Map<number, CommandName>(Object.entries(COMMAND).map(([name, code]) => [code, name as CommandName]))

/** With an outline of many points, so that it takes two pages. */
export const testLayout = (side: 'left' | 'right'): InsoleLayout => ({
  ...demo16(side),
  outline: [...demo16(side).outline, ...demo16(side).outline],
})

export interface VirtualRadio extends Radio {
  /** As if it were switched off and on. */
  reboot(): void
  /** Codes of the commands that were written, in order. */
  readonly written: readonly number[]
}

/** A Bluetooth stack with one virtual insole near it. Time is that of vi's fake timers. */
export function createVirtualRadio(sabotage: Sabotage = {}): VirtualRadio {
  const now_s = (): number => performance.now() / 1000 + BOOTED_S
  const feed = sabotage.feed ?? (() => createWalker({ seed: 5 }, testLayout).feed('left'))
  /** What outlives a restart. */
  let kept: KeptCalibration = { calibration: feed().calibration, tared_utc: null }
  const keep = (next: KeptCalibration): boolean => {
    kept = next
    return true
  }
  const make = (boot: number, bootedAt_s: number): VirtualInsole =>
    createVirtualInsole({ feed: feed(), serial: SERIAL, boot, bootedAt_s, kept, keep, ...sabotage.insole })
  const mtu = sabotage.mtu ?? 247
  const name = sabotage.name === undefined ? `sole-L-${SERIAL.replace('-', '')}` : sabotage.name
  const written: number[] = []
  let insole = make(BOOT, 0)
  let listener: RadioListener | null = null
  let scan: NodeJS.Timeout | null = null
  let drop: (() => void) | null = null
  let silentUntil_s = -Infinity

  function connection(): Connection {
    const over = new AbortController()
    let samples: ((bytes: Uint8Array) => void) | null = null
    let answers: ((bytes: Uint8Array) => void) | null = null
    let statuses: ((bytes: Uint8Array) => void) | null = null
    const watch = createStatusWatch(insole)
    const onTheirWay = new Set<NodeJS.Timeout>()
    const mine = insole
    const pump = setInterval(() => {
      const due = mine.due(now_s())
      for (const bytes of sabotage.notify?.(due) ?? due) samples?.(bytes)
      if (statuses) {
        const status = watch.due(now_s(), mtu)
        const said = sabotage.status ? sabotage.status(status, now_s()) : status
        if (said) statuses(said)
      }
    }, LOOK_MS)
    drop = (): void => {
      if (over.signal.aborted) return
      clearInterval(pump)
      for (const timer of onTheirWay) clearTimeout(timer)
      if (!sabotage.deafToTheEnd) mine.disconnected()
      drop = null
      silentUntil_s = now_s() + (sabotage.silentAfterLink_ms ?? 0) / 1000
      over.abort()
    }
    insole.connected(mtu)
    sabotage.connected?.(insole, now_s())
    const named = (uuid: string): string => NAMES.get(uuid) ?? uuid
    const has = (uuid: string): boolean => NAMES.has(uuid) && !sabotage.lacks?.includes(named(uuid))
    const answer = <T>(value: () => T): Promise<T> =>
      over.signal.aborted ? new Promise<T>(() => undefined) : Promise.resolve().then(value)
    return {
      over: over.signal,
      mtu,
      has,
      properties: (uuid) => {
        const own = OWN[named(uuid) as keyof typeof OWN] ?? ['read']
        return sabotage.properties?.(named(uuid), own) ?? own
      },
      discover: () =>
        answer(() => {
          const absent = Object.values(UUIDS).find((uuid) => !has(uuid))
          if (absent !== undefined) throw new Error(`the insole has no characteristic ${absent}`)
        }),
      read: (uuid) =>
        answer(() => {
          const bytes = valueOf(insole, named(uuid), now_s())
          return sabotage.read?.(named(uuid), bytes) ?? bytes
        }),
      write: (_uuid, bytes) =>
        answer(() => {
          written.push(bytes[1] ?? -1)
          const command = COMMANDS.get(bytes[1] ?? -1) ?? null
          if (sabotage.dropsAt?.(bytes, command)) return drop?.()
          const said = insole.write(sabotage.command?.(command, bytes) ?? bytes, now_s())
          for (const [after_ms, answered] of sabotage.answer?.(command, said, bytes) ?? [[ANSWER_MS, said] as const])
            onTheirWay.add(setTimeout(() => answers?.(answered), after_ms))
        }),
      subscribe: (uuid, arrived) =>
        answer(() => {
          if (uuid === UUIDS.samples) samples = arrived
          else if (uuid === UUIDS.status) statuses = arrived
          else answers = arrived
        }),
      rssi_dBm: () => Promise.resolve(-60),
      disconnect: () => Promise.resolve(drop?.()),
    }
  }

  return {
    written,
    open(given) {
      listener = given
      listener.state('on')
      return Promise.resolve()
    },
    startScan() {
      scan ??= setInterval(() => {
        if (drop === null && now_s() >= silentUntil_s) listener?.found({ id: 'virtual', name, rssi_dBm: -60, services: [] })
      }, ADVERTISE_MS)
    },
    stopScan() {
      if (scan) clearInterval(scan)
      scan = null
      return Promise.resolve()
    },
    connect: () => Promise.resolve(connection()),
    forget: () => drop?.(),
    close() {
      if (scan) clearInterval(scan)
      scan = null
      drop?.()
      return Promise.resolve()
    },
    reboot() {
      drop?.()
      insole = make(sabotage.bootAfter ?? BOOT + 1, now_s())
    },
  }
}

function valueOf(insole: VirtualInsole, name: string, now_s: number): Uint8Array {
  switch (name) {
    case 'batteryLevel':
      return Uint8Array.of(insole.battery_percent)
    case 'manufacturerName':
      return new TextEncoder().encode('solestream')
    case 'modelNumber':
      return new TextEncoder().encode(insole.identity.model)
    case 'serialNumber':
      return new TextEncoder().encode(insole.identity.serial)
    case 'firmwareRevision':
      return new TextEncoder().encode('1.0')
    default:
      return insole.read(name as Readable, now_s)
  }
}
