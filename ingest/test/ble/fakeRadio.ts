import { encodeIdentity, UUIDS, type Identity } from '@solestream/firmware-protocol'
import type { Connection, Radio, RadioListener } from '@solestream/ingest/ble'
import { createVirtualInsole, createWalker, type Readable, type VirtualInsole } from '@solestream/ingest/virtual'
import type { Side } from '@solestream/processing/model'

const NAMES = Object.entries(UUIDS) as readonly (readonly [string, string])[]
const never = (): Promise<never> => new Promise<never>(() => undefined)

/** An insole on the fake air, and what is wrong with it. */
export interface FakeInsole {
  readonly id: string
  readonly insole: VirtualInsole
  name: string | null
  advertising: boolean
  mtu: number
  /** Says it is something else than it is. */
  identity: Partial<Identity>
  /** What never answers: 'connect', 'discover', 'subscribe', 'control', 'disconnect' or a characteristic's name. */
  readonly hangs: Set<string>
  /** Connected, but sends nothing. */
  mute: boolean
  /** What becomes of a notification on the air: nothing, itself, more... */
  air: (bytes: Uint8Array) => readonly Uint8Array[]
  connects: number
  connection: { drop(): void } | null
}

export interface FakeRadio extends Radio {
  add(
    side: Side,
    settings?: { readonly serial?: string; readonly boot?: number; readonly id?: string; readonly ring_s?: number },
  ): FakeInsole
  /** A state of the adapter. */
  turn(state: Parameters<RadioListener['state']>[0]): void
  readonly scanning: boolean
  /** Connects that were under way at once, at most. */
  readonly mostConnecting: number
  /** Connects while a scan was on. */
  readonly connectsWhileScanning: number
  readonly scans: number
  warn(text: string): void
  openFault: Error | null
}

/** A Bluetooth stack with all of noble's manners: nothing times out, nothing settles when the link goes. Time is that of vi's fake timers. */
export function createFakeRadio(): FakeRadio {
  const insoles = new Map<string, FakeInsole>()
  let listener: RadioListener | null = null
  let scan: NodeJS.Timeout | null = null
  let connecting = 0
  let scans = 0
  let mostConnecting = 0
  let connectsWhileScanning = 0
  const now_s = (): number => performance.now() / 1000

  function connectionTo(fake: FakeInsole): Connection {
    const over = new AbortController()
    const { insole } = fake
    let samples: ((bytes: Uint8Array) => void) | null = null
    let answers: ((bytes: Uint8Array) => void) | null = null
    const onTheirWay = new Set<NodeJS.Timeout>()
    const down = (): void => {
      over.abort()
      clearInterval(pump)
      for (const timer of onTheirWay) clearTimeout(timer)
      insole.disconnected()
      fake.connection = null
    }
    const pump = setInterval(() => {
      const due = insole.due(now_s())
      if (!fake.mute) for (const sent of due) for (const bytes of fake.air(sent)) samples?.(bytes)
    }, 10)
    insole.connected(fake.mtu)
    fake.connection = { drop: down }
    const nameOf = (uuid: string): string => NAMES.find(([, u]) => u === uuid)?.[0] ?? uuid
    const answer = <T>(what: string, value: () => T): Promise<T> =>
      fake.hangs.has(what) || over.signal.aborted ? never() : Promise.resolve().then(() => (over.signal.aborted ? never() : value()))
    return {
      over: over.signal,
      mtu: fake.mtu,
      discover: () => answer('discover', () => undefined),
      has: () => true,
      properties: () => [],
      read: (uuid) =>
        answer(nameOf(uuid), () => {
          const what = nameOf(uuid)
          if (what === '2a19') return new Uint8Array([insole.battery_percent])
          if (what === 'identity') return encodeIdentity({ ...insole.identity, ...fake.identity })
          return insole.read(what as Readable, now_s())
        }),
      write: (_uuid, bytes) =>
        answer('control', () => {
          const response = insole.write(bytes, now_s())
          onTheirWay.add(setTimeout(() => answers?.(response), 5))
        }),
      subscribe: (uuid, arrived) =>
        answer('subscribe', () => {
          if (uuid === UUIDS.samples) samples = arrived
          else answers = arrived
        }),
      rssi_dBm: () => answer('rssi', () => -60),
      disconnect: () => {
        down()
        return fake.hangs.has('disconnect') ? new Promise((resolve) => setTimeout(resolve, 2500)) : Promise.resolve()
      },
    }
  }

  return {
    openFault: null,
    get scanning() {
      return scan !== null
    },
    get mostConnecting() {
      return mostConnecting
    },
    get connectsWhileScanning() {
      return connectsWhileScanning
    },
    add(side, settings = {}) {
      const serial = settings.serial ?? `TEST-${side}`
      const id = settings.id ?? serial
      const fake: FakeInsole = {
        id,
        insole: createVirtualInsole({
          feed: createWalker().feed(side),
          serial,
          boot: settings.boot ?? 1,
          bootedAt_s: now_s(),
          ring_s: settings.ring_s ?? 60,
        }),
        name: `sole-${side === 'left' ? 'L' : 'R'}-${serial}`,
        advertising: true,
        mtu: 247,
        identity: {},
        hangs: new Set(),
        mute: false,
        air: (bytes) => [bytes],
        connects: 0,
        connection: null,
      }
      insoles.set(id, fake)
      return fake
    },
    turn: (state) => listener?.state(state),
    open(given) {
      listener = given
      return this.openFault ? Promise.reject(this.openFault) : Promise.resolve()
    },
    get scans() {
      return scans
    },
    warn: (text) => listener?.warning(text),
    startScan() {
      if (!scan) scans++
      scan ??= setInterval(() => {
        for (const fake of insoles.values())
          if (fake.advertising && !fake.connection) listener?.found({ id: fake.id, name: fake.name, rssi_dBm: -60, services: [] })
      }, 100)
    },
    stopScan() {
      if (scan) clearInterval(scan)
      scan = null
      return Promise.resolve()
    },
    connect(id, abort) {
      const fake = insoles.get(id)
      if (!fake) return Promise.reject(new Error('unknown device'))
      if (scan) connectsWhileScanning++
      connecting++
      fake.connects++
      mostConnecting = Math.max(mostConnecting, connecting)
      return new Promise<Connection>((resolve, reject) => {
        const timer = fake.hangs.has('connect')
          ? null
          : setTimeout(() => {
              connecting--
              abort.removeEventListener('abort', cancel)
              resolve(connectionTo(fake))
            }, 20)
        const cancel = (): void => {
          if (timer) clearTimeout(timer)
          connecting--
          reject(abort.reason as Error)
        }
        abort.addEventListener('abort', cancel, { once: true })
      })
    },
    forget() {
      if (scan) clearInterval(scan)
      scan = null
      for (const fake of insoles.values()) fake.connection?.drop()
    },
    close() {
      listener = null
      return Promise.resolve()
    },
  }
}
