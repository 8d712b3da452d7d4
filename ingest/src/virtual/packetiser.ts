import { encodeSamples, fragment, maxSamplesPerPacket, PROTOCOL_MAJOR, ATT_HEADER_BYTES } from '@solestream/firmware-protocol'
import type { Result, SamplePacket, SampleRange } from '@solestream/firmware-protocol'
import { createBackfill } from './backfill.ts'
import { feedSamples } from './feed.ts'
import type { SampleFeed } from './feed.ts'
import { createRing } from './ring.ts'

export interface Packetiser {
  mtu(mtu: number): void
  /** One sample in `every` from now on; the sequence counts those that are taken. */
  every(every: number): void
  /** Notifications whose last sample is not later than `device_s`, live. */
  due(device_s: number): Uint8Array[]
  nextDue_s(): number | null
  /** Samples before `device_s` are taken but not sent. */
  leaveOut(device_s: number): void
  /** Asks for samples again. */
  ask(range: SampleRange, device_s: number): { readonly result: Result; readonly range: SampleRange | null }
  cancel(): void
  /** The notifications of one recovered packet, if one is due and the link is not busy: what is live needs room. */
  dueAgain(device_s: number, busy: boolean): Uint8Array[]
  nextDueAgain_s(): number | null
  ended(): boolean
  counters(): { readonly produced: number; readonly sent: number; readonly dropped: number; readonly oldest: number }
}

export interface PacketiserOptions {
  readonly feed: SampleFeed
  readonly boot: number
  /** Feed time to ticks since boot, not yet wrapped. */
  readonly tickAt: (time_s: number) => number
  readonly longestPacket_s: number
  /** How much of the past is kept to be sent again. */
  readonly ring_s: number
  /** From one recovered packet to the next, at least. */
  readonly againEvery_s: number
}

const MAX_PERIOD_TICKS = 0xffffff

/**
 * Cuts a feed into sample packets, and keeps the newest samples to send them again. A packet holds consecutive samples whose ticks are exactly evenly spaced: what the host computes from
 * first tick and period is then each sample's own tick, wherever the cuts lie. At a gap or an uneven step a new packet begins.
 */
export function createPacketiser({ feed, boot, tickAt, longestPacket_s, ring_s, againEvery_s }: PacketiserOptions): Packetiser {
  const { sensors } = feed
  // two samples of the lowest rate (1 Hz), and room to read ahead
  const capacity = 512 + 2 * Math.ceil(feed.rate_Hz)
  const queue = feedSamples(sensors, capacity)
  const places = new Int32Array(256)
  const ring = createRing(Math.max(1, Math.ceil(ring_s * feed.rate_Hz)), sensors)
  const backfill = createBackfill(ring)
  let again_s = -Infinity
  let head = 0
  let tail = 0
  let exhausted = false
  let mtu = 0
  /** Samples that fit one packet, and of them as many as may wait for each other. */
  let fits = 1
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
    fits = Math.max(1, maxSamplesPerPacket(mtu, sensors, false))
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

  /** Sample i of the queue is taken, sent or not. */
  function keep(i: number): void {
    if (ring_s > 0) ring.add(sequenceOf(i), tickAt(queue.time_s[i]!), nominalTicks(), queue.counts, i * sensors)
  }

  function notifications(samples: Pick<SamplePacket, 'recovered' | 'sequence' | 'tick' | 'period_ticks' | 'n' | 'counts'>): Uint8Array[] {
    const { sequence, tick } = samples
    const rest = { version: PROTOCOL_MAJOR, boot, sensors, imu: null, temperature_C: null }
    const packet = encodeSamples({ ...samples, ...rest, sequence: sequence >>> 0, tick: tick >>> 0 })
    const parts = fragment(packet, mtu - ATT_HEADER_BYTES, fragmentId)
    if (parts.length > 1) fragmentId = (fragmentId + 1) & 0xff
    return parts
  }

  function take(n: number, into: Uint8Array[]): void {
    const counts = new Uint16Array(n * sensors)
    for (let i = 0; i < n; i++) {
      keep(places[i]!)
      for (let k = 0; k < sensors; k++) counts[k * n + i] = queue.counts[places[i]! * sensors + k]!
    }
    const first = { sequence: sequenceOf(places[0]!), tick: tickAt(queue.time_s[places[0]!]!) }
    into.push(...notifications({ ...first, recovered: false, period_ticks: nominalTicks(), n, counts }))
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
      for (;;) {
        fill()
        while (head < tail && queue.time_s[head]! < device_s) {
          if (kept(head) === head) keep(head)
          produced = sequenceOf(head) + 1
          head++
        }
        if (head < tail || exhausted) return
        // What the ring would have lost again need not be read.
        produced += Math.floor(feed.skipTo(device_s - ring_s) / every)
      }
    },
    ask(range, device_s) {
      const idle = backfill.next(1) === null
      const answer = backfill.ask(range, produced)
      if (idle && answer.result === 'ok') again_s = device_s
      return answer
    },
    cancel: () => backfill.cancel(),
    dueAgain(device_s, busy) {
      const run = device_s + 1e-9 >= again_s ? backfill.next(fits) : null
      if (run === null) return []
      const { place, n } = run
      again_s = Math.max(again_s, device_s) + againEvery_s
      if (busy) return []
      backfill.sent(n)
      const first = { sequence: ring.sequence(place), tick: ring.tick(place), period_ticks: ring.period_ticks(place) }
      return notifications({ ...first, recovered: true, n, counts: ring.counts(place, n) })
    },
    nextDueAgain_s: () => (backfill.next(1) === null ? null : again_s),
    ended() {
      return plan() === 0
    },
    counters: () => ({
      produced: produced >>> 0,
      sent: sent >>> 0,
      dropped: Math.max(0, produced - sent) >>> 0,
      oldest: (ring.oldest ?? produced) >>> 0,
    }),
  }
}
