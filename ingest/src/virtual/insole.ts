/**
 * The peripheral side of PROTOCOL.md without a radio: what an insole's firmware does, over any SampleFeed. Deterministic: it has no clock
 * and no timers; every call says what time it is, in seconds of the feed's time (for two insoles that walk together: since one epoch).
 *
 *   const insole = createVirtualInsole({ feed: walker.feed('left') })
 *   insole.connected(247)                       link up, ATT MTU; again when the MTU changes
 *   insole.read('identity' | 'layout' | 'calibration' | 'status', now_s)   attribute values; layout and calibration give the page selected
 *   insole.write(commandBytes, now_s)           the control characteristic; returns the response to indicate
 *   insole.due(now_s)                           sample notifications that are due, in order; send each as it is
 *   insole.nextDue_s()                          when to call due() next; null: nothing to send, or at the end
 *   insole.disconnected()                       streaming and backfill stop, the page selection is forgotten; sampling and sequence go on
 *
 * While it does not stream it goes on sampling: the sequence counts samples since boot, so a host knows exactly what it missed, and the
 * newest samples wait in a ring until it asks for them. Live samples go first: due() gives at most one recovered packet, behind them.
 */
import {
  decodeCommand,
  DEFAULT_MTU,
  encodeCalibration,
  encodeIdentity,
  encodeLayout,
  encodeResponse,
  encodeStatus,
  FEATURE,
  paged,
  PROTOCOL_MAJOR,
  PROTOCOL_MINOR,
  refusal,
  refused,
  TYPE,
} from '@solestream/firmware-protocol'
import type { Calibration, Command, Fault, Identity, InsoleLayout, Response, Result } from '@solestream/firmware-protocol'
import type { SampleFeed } from './feed.ts'
import { createPacketiser } from './packetiser.ts'

export interface VirtualInsoleOptions {
  readonly feed: SampleFeed
  /** Default: virtual-left, virtual-right. */
  readonly serial?: string
  readonly model?: string
  /** 0..65535, another one after each start of the insole; default 1. */
  readonly boot?: number
  /** Feed time at which it was switched on: tick 0, and the first sample after it has sequence 0. Default 0. */
  readonly bootedAt_s?: number
  /** How much faster than true its clock runs (and with it its sampling); default 0. */
  readonly clockError_ppm?: number
  /** A packet never spans more time, whatever the MTU: it would be late. Default 0.1. */
  readonly longestPacket_s?: number
  /** How much of the past it keeps to be sent again; default 60. 0: it lacks the feature, keeps nothing and refuses. */
  readonly ring_s?: number
  /** From one recovered packet to the next, at least: the link has to carry them beside the live ones. Default 0.02. */
  readonly againEvery_s?: number
  readonly battery_percent?: number
}

export type Readable = 'identity' | 'layout' | 'calibration' | 'status'

export interface VirtualInsole {
  readonly identity: Identity
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
  readonly battery_percent: number
  readonly streaming: boolean
  /** All samples of the feed were sent or left out. */
  readonly ended: boolean
  connected(mtu: number): void
  disconnected(): void
  read(what: Readable, now_s: number): Uint8Array
  write(command: Uint8Array, now_s: number): Uint8Array
  /** `busy`: the link has still to send what it was given before, so nothing is sent again now. */
  due(now_s: number, busy?: boolean): Uint8Array[]
  nextDue_s(): number | null
}

/** Microseconds: as fine as u32 ticks can be that wrap only once in 71.6 minutes. */
const TICK_NS = 1000
const TICKS_PER_S = 1e9 / TICK_NS

export function createVirtualInsole(options: VirtualInsoleOptions): VirtualInsole {
  const { feed, boot = 1, bootedAt_s = 0, battery_percent = 90, ring_s = 60, againEvery_s = 0.02 } = options
  const speed = 1 + (options.clockError_ppm ?? 0) * 1e-6
  /** True time to the insole's own, in which its samples are evenly spaced, and back. */
  const deviceTime = (now_s: number): number => bootedAt_s + (now_s - bootedAt_s) * speed
  const trueTime = (device_s: number): number => bootedAt_s + (device_s - bootedAt_s) / speed
  const tickAt = (device_s: number): number => Math.round((device_s - bootedAt_s) * TICKS_PER_S)
  const tickNow = (now_s: number): number => tickAt(deviceTime(now_s)) >>> 0

  const identity: Identity = {
    protocolMajor: PROTOCOL_MAJOR,
    protocolMinor: PROTOCOL_MINOR,
    side: feed.side,
    serial: options.serial ?? `virtual-${feed.side}`,
    model: options.model ?? feed.layout.id,
    sensors: feed.sensors,
    hasImu: false,
    tick_ns: TICK_NS,
    rate_Hz: feed.rate_Hz,
    features: ring_s > 0 ? FEATURE.backfill : 0,
    boot,
  }
  const pages = {
    layout: paged(TYPE.layoutPage, encodeLayout(feed.layout)),
    calibration: paged(TYPE.calibrationPage, feed.calibration === null ? new Uint8Array(0) : encodeCalibration(feed.calibration)),
  }
  const packets = createPacketiser({ feed, boot, tickAt, longestPacket_s: options.longestPacket_s ?? 0.1, ring_s, againEvery_s })
  feed.skipTo(bootedAt_s)
  let streaming = false
  let rate_Hz = feed.rate_Hz
  let selected = { layout: 0, calibration: 0 }
  packets.mtu(DEFAULT_MTU)

  function answer(command: Command, now_s: number): Response {
    const { request } = command
    switch (command.command) {
      case 'start':
        if (!streaming) packets.leaveOut(deviceTime(now_s))
        streaming = true
        return { command: 'start', request, result: 'ok' }
      case 'stop':
        streaming = false
        return { command: 'stop', request, result: 'ok' }
      case 'rate': {
        const every = Math.round(feed.rate_Hz / command.rate_Hz)
        const fits = every >= 1 && every <= feed.rate_Hz && Math.abs(feed.rate_Hz / every - command.rate_Hz) < 0.002
        if (!fits) return { command: 'rate', request, result: 'bad-value', rate_Hz: null }
        packets.every(every)
        rate_Hz = feed.rate_Hz / every
        return { command: 'rate', request, result: 'ok', rate_Hz }
      }
      case 'timeSync': {
        const tick = tickNow(now_s)
        return {
          command: 'timeSync',
          request,
          result: 'ok',
          times: { echo: command.echo, deviceReceived_tick: tick, deviceSent_tick: tick },
        }
      }
      case 'selectPage': {
        const exists = command.page < pages[command.document].length
        if (exists) selected = { ...selected, [command.document]: command.page }
        return { command: 'selectPage', request, result: exists ? 'ok' : 'not-found' }
      }
      case 'backfill': {
        if (ring_s === 0) return refused(command, 'not-supported')
        if (!streaming) packets.leaveOut(deviceTime(now_s))
        return { command: 'backfill', request, ...packets.ask(command, deviceTime(now_s)) }
      }
      case 'backfillCancel':
        if (ring_s === 0) return refused(command, 'not-supported')
        packets.cancel()
        return { command: 'backfillCancel', request, result: 'ok' }
      default:
        return refused(command, 'not-supported')
    }
  }

  return {
    identity,
    layout: feed.layout,
    calibration: feed.calibration,
    battery_percent,
    get streaming() {
      return streaming
    },
    get ended() {
      return packets.ended()
    },
    connected(mtu) {
      packets.mtu(mtu)
    },
    disconnected() {
      streaming = false
      packets.cancel()
      selected = { layout: 0, calibration: 0 }
      packets.mtu(DEFAULT_MTU)
    },
    read(what, now_s) {
      if (what === 'identity') return encodeIdentity({ ...identity, rate_Hz })
      if (what !== 'status') return pages[what][selected[what]]!
      if (!streaming) packets.leaveOut(deviceTime(now_s))
      return encodeStatus({
        boot,
        worn: null,
        lowBattery: battery_percent < 10,
        streaming,
        tickHealthy: true,
        temperature_C: null,
        flash_percent: null,
        ...packets.counters(),
        faultySensors: [],
      })
    },
    write(bytes, now_s) {
      const command = decodeCommand(bytes)
      return encodeResponse(command.ok ? answer(command.value, now_s) : refusal(bytes, RESULT_OF[command.fault] ?? 'bad-value'))
    },
    due(now_s, busy = false) {
      const device_s = deviceTime(now_s)
      if (!streaming) packets.leaveOut(device_s)
      const live = streaming ? packets.due(device_s) : []
      return [...live, ...packets.dueAgain(device_s, busy)]
    },
    nextDue_s() {
      const live = streaming ? packets.nextDue_s() : null
      const again = packets.nextDueAgain_s()
      const at = live === null || again === null ? (live ?? again) : Math.min(live, again)
      return at === null ? null : trueTime(at)
    },
  }
}

const RESULT_OF: { readonly [F in Fault]?: Result } = {
  'wrong-version': 'wrong-version',
  'wrong-type': 'unknown-command',
  'too-short': 'bad-length',
  'too-long': 'bad-length',
}
