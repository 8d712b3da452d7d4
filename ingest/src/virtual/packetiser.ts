import { encodeSamples, fragment, maxSamplesPerPacket, PROTOCOL_MAJOR, ATT_HEADER_BYTES } from '@solestream/firmware-protocol'
import { feedSamples } from './feed.ts'
import type { SampleFeed } from './feed.ts'

export interface Packetiser {
  mtu(mtu: number): void
  /** One sample in `every` from now on; the sequence counts those that are taken. */
  every(every: number): void
  /** Notifications whose last sample is not later than `device_s`. */
  due(device_s: number): Uint8Array[]
  nextDue_s(): number | null
  /** Samples before `device_s` are taken but not sent. */
  leaveOut(device_s: number): void
  ended(): boolean
  counters(): { readonly produced: number; readonly sent: number; readonly dropped: number; readonly oldest: number }
}

export interface PacketiserOptions {
  readonly feed: SampleFeed
  readonly boot: number
  /** Feed time to ticks since boot, not yet wrapped. */
  readonly tickAt: (time_s: number) => number
  readonly longestPacket_s: number
}

const MAX_PERIOD_TICKS = 0xffffff

/**
 * Cuts a feed into sample packets. A packet holds consecutive samples whose ticks are exactly evenly spaced: what the host computes from
 * first tick and period is then each sample's own tick, wherever the cuts lie. At a gap or an uneven step a new packet begins.
 */
export function createPacketiser({ feed, boot, tickAt, longestPacket_s }: PacketiserOptions): Packetiser {
  const { sensors } = feed
  // two samples of the lowest rate (1 Hz), and room to read ahead
  const capacity = 512 + 2 * Math.ceil(feed.rate_Hz)
  const queue = feedSamples(sensors, capacity)
  const places = new Int32Array(256)
  let head = 0
  let tail = 0
  let exhausted = false
  let mtu = 0
  let most = 1
  let every = 1
  /** sequence on the air = base + (feed's index - from) / every */
  let base = 0
  let from = 0
  let started = false
  let fragmentId = 0
  /** What plan() found; -1: find it anew. */
  let planned = -1
  let sent = 0
  let produced = 0

  const nominalTicks = (): number => Math.min(MAX_PERIOD_TICKS, Math.max(1, tickAt(every / feed.rate_Hz) - tickAt(0)))
  const sequenceOf = (i: number): number => base + Math.floor((queue.sequence[i]! - from) / every)

  function size(): void {
    planned = -1
    const fits = Math.max(1, maxSamplesPerPacket(mtu, sensors, false))
    most = Math.max(1, Math.min(fits, Math.floor((longestPacket_s * feed.rate_Hz) / every + 1e-6)))
  }

  /** Makes sure that a whole packet and one sample more lie in the queue, or all that there is. */
  function fill(): void {
    while (!exhausted && tail - head <= (most + 1) * every) {
      if (head > 0) {
        queue.sequence.copyWithin(0, head, tail)
        queue.time_s.copyWithin(0, head, tail)
        queue.counts.copyWithin(0, head * sensors, tail * sensors)
        tail -= head
        head = 0
      }
      const room = {
        sequence: queue.sequence.subarray(tail),
        time_s: queue.time_s.subarray(tail),
        counts: queue.counts.subarray(tail * sensors),
      }
      const n = feed.read(Math.min(capacity - tail, 2 * (most + 1) * every), room)
      if (n === 0) exhausted = true
      if (!started && n > 0) {
        started = true
        from = queue.sequence[tail]!
      }
      tail += n
    }
  }

  /** The first sample at or after i that the rate keeps; tail: none. */
  function kept(i: number): number {
    while (every > 1 && i < tail && (queue.sequence[i]! - from) % every !== 0) i++
    return i
  }

  /** Finds the samples of the next packet: their places in the queue go to `places`; returns how many. */
  function plan(): number {
    if (planned < 0) planned = findRun()
    return planned
  }
  function findRun(): number {
    fill()
    let at = kept(head)
    if (at >= tail) return 0
    places[0] = at
    const sequence = sequenceOf(at)
    const tick = tickAt(queue.time_s[at]!)
    const period = nominalTicks()
    let n = 1
    for (at = kept(at + 1); n < most && at < tail; at = kept(at + 1)) {
      if (sequenceOf(at) !== sequence + n || tickAt(queue.time_s[at]!) !== tick + n * period) break
      places[n++] = at
    }
    return n
  }

  function take(n: number, into: Uint8Array[]): void {
    const counts = new Uint16Array(n * sensors)
    for (let i = 0; i < n; i++) for (let k = 0; k < sensors; k++) counts[k * n + i] = queue.counts[places[i]! * sensors + k]!
    const packet = encodeSamples({
      version: PROTOCOL_MAJOR,
      recovered: false,
      boot,
      sequence: sequenceOf(places[0]!) >>> 0,
      tick: tickAt(queue.time_s[places[0]!]!) >>> 0,
      period_ticks: nominalTicks(),
      n,
      sensors,
      counts,
      imu: null,
      temperature_C: null,
    })
    const parts = fragment(packet, mtu - ATT_HEADER_BYTES, fragmentId)
    if (parts.length > 1) fragmentId = (fragmentId + 1) & 0xff
    into.push(...parts)
    head = places[n - 1]! + 1
    planned = -1
    produced = sequenceOf(head - 1) + 1
    sent += n
  }

  return {
    mtu(given) {
      mtu = given
      size()
    },
    every(given) {
      planned = -1
      fill()
      if (given === every) return
      base = head < tail ? Math.max(produced, sequenceOf(head)) : produced
      if (head < tail) from = queue.sequence[head]!
      every = given
      size()
    },
    due(device_s) {
      const notifications: Uint8Array[] = []
      for (let n = plan(); n > 0 && queue.time_s[places[n - 1]!]! <= device_s + 1e-9; n = plan()) take(n, notifications)
      return notifications
    },
    nextDue_s() {
      const n = plan()
      return n === 0 ? null : queue.time_s[places[n - 1]!]!
    },
    leaveOut(device_s) {
      planned = -1
      fill()
      while (head < tail && queue.time_s[head]! < device_s) {
        produced = sequenceOf(head) + 1
        head++
      }
      if (head < tail || exhausted) return
      const skipped = feed.skipTo(device_s)
      produced += Math.floor(skipped / every)
    },
    ended() {
      return plan() === 0
    },
    counters: () => ({ produced: produced >>> 0, sent: sent >>> 0, dropped: Math.max(0, produced - sent) >>> 0, oldest: produced >>> 0 }),
  }
}
