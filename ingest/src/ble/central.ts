import { shortUuid, supports, UUIDS } from '@solestream/firmware-protocol'
import { SIDES, type Side } from '@solestream/processing/model'
import { createAssembler } from '../assemble/index.ts'
import type { InsoleCommands } from '../commands/insoleCommands.ts'
import type { IngestRecord, InsoleInfo } from '../record.ts'
import type { SourceListener, TreadmillSeeker } from '../source.ts'
import { FTMS } from '../treadmill/treadmillData.ts'
import { createBackoff, type Backoff } from './backoff.ts'
import type { HostClock } from './hostClock.ts'
import { createCommandLine } from './commandLine.ts'
import { runLink } from './insoleLink.ts'
import { Refusal } from './prepare.ts'
import { RadioUnavailable, type Advertisement, type Connection, type Radio, type RadioState } from './radio.ts'
import { RADIO_WORDS } from './radioWords.ts'
import { createRecovery } from './recovery.ts'
import { createSides, FIND } from './sides.ts'
import type { Timing } from './timing.ts'
import { createTreadmillSide } from './treadmillSide.ts'

/** A device that advertised itself as an insole or a treadmill. */
interface Peer {
  readonly id: string
  readonly backoff: Backoff
  readonly kind: 'insole' | 'treadmill'
  name: string | null
  side: Side | null
  /** Waits for its turn, is being connected or is connected. */
  busy: boolean
  notBefore_ms: number
  seen_ms: number
  connection: Connection | null
  /** Why we ended the connection ourselves. */
  endedBecause: { readonly detail: string; readonly mend: string } | null
}

export interface Central {
  start(): Promise<void>
  /** See Source. */
  outstanding(side: Side): number
  readonly commands: InsoleCommands
  readonly treadmill: TreadmillSeeker
  stop(): Promise<void>
}

export interface CentralOptions {
  readonly radio: Radio
  readonly clock: HostClock
  readonly timing: Timing
  readonly listener: Pick<SourceListener, 'record' | 'state'>
  readonly random?: () => number
}

/** An advertisement older than this is no reason to connect. */
const FRESH_MS = 3000
const SLEEP_CHECK_MS = 1000
const FORGET_MS = 600_000
/** PROTOCOL.md, R-LINK-1. */
const NAME = /^sole-([LR])-/
const SERVICES = [shortUuid(UUIDS.service)]

/** Finds insoles, keeps one link to each side's, and takes up again what was lost. Connects one at a time. */
export function createCentral({ radio, clock, timing, listener, random = Math.random }: CentralOptions): Central {
  const peers = new Map<string, Peer>()
  const queue: Peer[] = []
  let radioState: RadioState = 'none'
  let connecting: AbortController | null = null
  let scanning = false
  let stopped = false
  let warned = false
  let timers: NodeJS.Timeout[] = []

  /** Knows what is missing, from the records as they pass. */
  const assembler = createAssembler({ mode: 'count' })
  const recoveries = {
    left: createRecovery(() => assembler.missing('left'), timing),
    right: createRecovery(() => assembler.missing('right'), timing),
  }
  const record = (r: IngestRecord): void => {
    listener.record(r)
    assembler.push(r)
  }
  const commandLine = createCommandLine((info) => record({ type: 'insole', side: info.identity.side, host_s: clock.now_s(), info }))
  const sides = createSides(timing.keepSide_ms, {
    link: (side, state, detail, mend) => record({ type: 'link', side, host_s: clock.now_s(), state, detail, mend }),
    overall: (state, detail, mend) => listener.state(state, detail, mend),
  })

  const treadmill = createTreadmillSide({ clock, timing, record, changed: () => (scanning ? scanAnew() : scanAsNeeded()) })

  function scanAsNeeded(): void {
    const needed = radioState === 'on' && !stopped && connecting === null && (!sides.complete || treadmill.seeks)
    if (needed === scanning) return
    scanning = needed
    if (needed) radio.startScan(treadmill.seeks ? [...SERVICES, FTMS.service] : SERVICES)
    else void radio.stopScan()
  }

  function found(advertisement: Advertisement): void {
    const now_ms = performance.now()
    let peer = peers.get(advertisement.id)
    if (!peer) {
      peer = {
        id: advertisement.id,
        backoff: createBackoff(timing.firstRetry_ms, timing.longestRetry_ms, random),
        kind: advertisement.services.includes(FTMS.service) ? 'treadmill' : 'insole',
        name: null,
        side: null,
        busy: false,
        notBefore_ms: 0,
        seen_ms: now_ms,
        connection: null,
        endedBecause: null,
      }
      peers.set(peer.id, peer)
    }
    peer.seen_ms = now_ms
    peer.name = advertisement.name ?? peer.name
    const letter = NAME.exec(peer.name ?? '')?.[1]
    if (letter !== undefined) peer.side ??= letter === 'L' ? 'left' : 'right'
    if (peer.busy || now_ms < peer.notBefore_ms || (peer.kind === 'treadmill' && !treadmill.seeks)) return
    peer.busy = true
    queue.push(peer)
    void connectNext()
  }

  async function connectNext(): Promise<void> {
    if (connecting || stopped || radioState !== 'on') return
    const peer = queue.shift()
    if (!peer) return scanAsNeeded()
    if (performance.now() - peer.seen_ms > FRESH_MS || (peer.kind === 'treadmill' && !treadmill.seeks)) {
      peer.busy = false
      return connectNext()
    }
    const abort = new AbortController()
    connecting = abort
    const timer = setTimeout(() => abort.abort(new Error(`it did not answer within ${String(timing.connect_ms)} ms`)), timing.connect_ms)
    let connection: Connection | null = null
    try {
      // Real adapters can't do both.
      scanning = false
      await radio.stopScan()
      if (!abort.signal.aborted) {
        if (peer.side) sides.connecting(peer.side)
        if (peer.kind === 'treadmill') treadmill.connecting(peer.name)
        connection = await radio.connect(peer.id, abort.signal)
      }
    } catch (error) {
      failed(peer, error)
    } finally {
      clearTimeout(timer)
      connecting = null
    }
    if (connection && !stopped) void (peer.kind === 'insole' ? live(peer, connection) : walkOn(peer, connection))
    else {
      peer.busy = false
      if (connection) await connection.disconnect()
    }
    scanAsNeeded()
    return connectNext()
  }

  async function live(peer: Peer, connection: Connection): Promise<void> {
    peer.connection = connection
    peer.endedBecause = null
    let side: Side | null = null
    let began_ms = Infinity
    let canRecover = false
    let known: InsoleInfo | null = null
    try {
      await runLink(connection, () => clock.now_s(), timing, {
        identified(identity) {
          const objection = sides.claim(identity.side, identity.serial, peer)
          peer.side = identity.side
          if (objection !== null) throw new Refusal(objection, `Switch one of them off, or make it the other side’s.`)
          side = identity.side
          sides.say(side, peer, 'preparing', `Reading what insole ${identity.serial} is.`)
          scanAsNeeded()
        },
        prepared(info, rate_Hz) {
          const { side: s, serial, rate_Hz: own_Hz } = info.identity
          record({ type: 'insole', side: s, host_s: clock.now_s(), info })
          canRecover = supports(info.identity, 'backfill')
          known = info
          const slower = rate_Hz < own_Hz ? ` At ${rate_Hz.toFixed(1)} Hz instead of ${own_Hz.toFixed(1)}: this link carries no more.` : ''
          sides.say(s, peer, 'preparing', `Insole ${serial} is about to stream.${slower}`)
        },
        streaming() {
          began_ms = performance.now()
          if (side) sides.say(side, peer, 'streaming', streams(side))
        },
        silent(detail) {
          if (side) sides.say(side, peer, 'lost', detail, FIND)
        },
        packet(bytes, host_s) {
          if (!side) return
          record({ type: 'packet', side, host_s, bytes })
          recoveries[side].arrived()
        },
        sync(exchange) {
          if (side) record({ type: 'sync', side, host_s: exchange.received_s, exchange })
        },
        started(control, over) {
          if (!side) return
          if (canRecover) void recoveries[side].run(control, over)
          else recoveries[side].none()
          if (known) commandLine.open(known, connection, control, over)
        },
        status(status) {
          if (side) record({ type: 'status', side, host_s: clock.now_s(), ...status })
        },
      })
    } catch (error) {
      if (performance.now() - began_ms > timing.good_ms) peer.backoff.reset()
      if (stopped) return
      if (error instanceof Refusal) refused(peer, side, error)
      else {
        const why = peer.endedBecause ?? { detail: sentence(error), mend: FIND }
        if (side) sides.lose(side, peer, why.detail, why.mend)
        else if (peer.side) sides.unreached(peer.side, why.detail)
        peer.notBefore_ms = performance.now() + peer.backoff.next()
      }
    }
    scanAsNeeded()
    await connection.disconnect()
    peer.connection = null
    peer.busy = false
  }

  async function walkOn(peer: Peer, connection: Connection): Promise<void> {
    peer.connection = connection
    const began_ms = performance.now()
    await treadmill.live(connection, peer.name)
    if (performance.now() - began_ms > timing.good_ms) peer.backoff.reset()
    peer.notBefore_ms = performance.now() + peer.backoff.next()
    scanAsNeeded()
    await connection.disconnect()
    peer.connection = null
    peer.busy = false
  }

  function refused(peer: Peer, owned: Side | null, refusal: Refusal): void {
    if (owned) sides.lose(owned, peer, refusal.message, refusal.mend)
    // A side that is held may be free soon.
    const held = peer.side !== null && owned === null
    peer.notBefore_ms = performance.now() + (held ? Math.max(timing.keepSide_ms, peer.backoff.next()) : timing.refused_ms)
    sides.refuse(peer.side, refusal.message, refusal.mend)
  }

  function failed(peer: Peer, error: unknown): void {
    peer.notBefore_ms = performance.now() + peer.backoff.next()
    if (stopped) return
    if (peer.kind === 'treadmill') return treadmill.unreached(error instanceof Error ? error.message : String(error))
    if (peer.side === null) return
    sides.unreached(peer.side, `It can be heard, but not connected: ${error instanceof Error ? error.message : String(error)}.`)
  }

  function radioChanged(state: RadioState): void {
    if (stopped) return
    radioState = state
    if (state === 'on') {
      // Whatever was scanned before, an adapter that comes up scans nothing.
      scanning = false
      sides.radio(null, '', null)
      scanAsNeeded()
      return
    }
    const words = RADIO_WORDS[state]
    connecting?.abort(new Error(words.detail))
    for (const peer of peers.values()) peer.endedBecause = words
    queue.splice(0).forEach((peer) => (peer.busy = false))
    scanning = false
    radio.forget()
    sides.radio(words.state, words.detail, words.mend)
  }

  function streams(side: Side): string {
    const { outstanding } = recoveries[side]
    return outstanding === 0 ? 'Samples arrive.' : `Samples arrive; recovering ${String(outstanding)} that were lost.`
  }

  function everySecond(): void {
    for (const side of SIDES) sides.streams(side, streams(side))
    sides.tick()
    const slept_s = clock.slept_s()
    if (slept_s > 0) {
      for (const peer of peers.values()) {
        if (!peer.connection) continue
        peer.endedBecause = {
          detail: `This computer slept for ${slept_s.toFixed(0)} s; what the insole sent meanwhile is missing.`,
          mend: 'Keep the computer awake while it records; the link is taken up again by itself.',
        }
        void peer.connection.disconnect()
      }
    }
    const now_ms = performance.now()
    for (const [id, peer] of peers) if (!peer.busy && now_ms - peer.seen_ms > FORGET_MS) peers.delete(id)
  }

  function scanAnew(): void {
    if (!scanning) return
    scanning = false
    void radio.stopScan().then(() => scanAsNeeded())
  }

  return {
    async start() {
      listener.state('starting', 'Bluetooth is being started.', null)
      try {
        await radio.open({
          state: radioChanged,
          found: (advertisement) => {
            if (!stopped && radioState === 'on') found(advertisement)
          },
          warning: (text) => {
            if (radioState === 'on' || stopped) return
            warned = true
            sides.radio('failed', `Bluetooth can’t be used: ${text}`, RADIO_WORDS.none.mend)
          },
        })
      } catch (error) {
        if (!(error instanceof RadioUnavailable)) throw error
        sides.radio('failed', error.message, error.mend)
        return
      }
      timers = [
        setInterval(everySecond, SLEEP_CHECK_MS),
        setInterval(scanAnew, timing.rescan_ms),
        setTimeout(() => {
          if (radioState === 'none' && !stopped && !warned) radioChanged('none')
        }, timing.adapter_ms),
      ]
    },
    commands: commandLine.commands,
    treadmill,
    outstanding: (side) => (stopped ? 0 : recoveries[side].outstanding),
    async stop() {
      if (stopped) return
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      connecting?.abort(new Error('stopped'))
      const connections = [...peers.values()].map((peer) => peer.connection).filter((c) => c !== null)
      await Promise.all([radio.stopScan(), ...connections.map((c) => c.disconnect())])
      sides.end()
      await radio.close()
    },
  }
}

function sentence(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault)
  const capital = `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}
