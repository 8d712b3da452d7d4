import { createReassembler, createSampleTarget, decodeSamples } from '@solestream/firmware-protocol'
import type { SamplePacket } from '@solestream/firmware-protocol'
import type { SampleBlock, Side } from '@solestream/processing/model'
import type { HostSteps } from '../clock/index.ts'
import type { InsoleInfo, SyncExchange } from '../record.ts'
import { follows, missingBetween, placeAfter } from './continuity.ts'
import type { Place } from './continuity.ts'
import { noCounts } from './counters.ts'
import type { AssemblyCounters, PacketFault } from './counters.ts'
import { draftOf, fullCount } from './draft.ts'
import type { Draft } from './draft.ts'
import { createGapList } from './gapList.ts'
import { createDeviceTiming, createSharedTiming } from './timing.ts'
import type { Timing } from './timing.ts'

export interface SideStreamOptions {
  readonly side: Side
  readonly origin_s: number
  /** Device times wait for `end`. */
  readonly final: boolean
  /** Shared by both sides. */
  readonly steps: HostSteps
}

export interface SideStream {
  insole(info: InsoleInfo): void
  packet(bytes: Uint8Array, host_s: number, out: SampleBlock[]): void
  sync(exchange: SyncExchange): void
  linkLost(): void
  end(out: SampleBlock[]): void
  counters(): AssemblyCounters
}

interface Held {
  readonly draft: Draft
  readonly host_s: number
}

/** A draft with its place, which waits for its time. */
interface Placed {
  readonly draft: Draft
  readonly tick: number
  readonly missing: number | null
  readonly timing: Timing
}

/** Jumps of the tick against host time beyond this begin a new fit. */
const SAME_CLOCK_S = 5
/** So many packets wait for another to confirm one of them. */
const SUSPECTS = 4

/** One insole's notifications to blocks. See assembler.ts. */
export function createSideStream({ side, origin_s, final, steps }: SideStreamOptions): SideStream {
  const counts = noCounts()
  const faults: Partial<Record<PacketFault, number>> = {}
  const reassembler = createReassembler()
  const target = createSampleTarget()
  const gaps = createGapList()
  let info: InsoleInfo | null = null
  let timing: Timing | null = null
  let full = 0
  let place: Place | null = null
  /** Newest accepted arrival, to judge jumps. */
  let newestHost_s = 0
  /** They do not fit what came before, oldest first; the next packets decide. */
  let suspects: readonly Held[] = []
  let lastTime_s = -Infinity
  let boot: number | null = null
  const waiting: Placed[] = []

  const fault = (name: PacketFault) => {
    faults[name] = (faults[name] ?? 0) + 1
  }
  const refuse = (packets: number) => {
    for (let k = 0; k < packets; k++) fault('implausible')
  }
  function newTiming(of: InsoleInfo): void {
    timing = of.clock === 'shared' ? createSharedTiming(of.identity, origin_s) : createDeviceTiming(of.identity, origin_s, final, steps)
  }
  function booted(now: number): void {
    boot = now
    counts.boots++
    gaps.clear()
  }

  function insole(next: InsoleInfo): void {
    const same = info !== null && info.identity.serial === next.identity.serial && info.clock === next.clock && boot === next.identity.boot
    full = fullCount(next.layout)
    if (!same) {
      newTiming(next)
      booted(next.identity.boot)
      place = null
      refuse(suspects.length)
      suspects = []
    }
    info = next
    reassembler.reset()
  }

  function packet(bytes: Uint8Array, host_s: number, out: SampleBlock[]): void {
    counts.packets++
    const joined = reassembler.push(bytes)
    if (joined.fault !== null) fault(joined.fault)
    if (joined.packet === null) return
    const decoded = decodeSamples(joined.packet, target)
    if (!decoded.ok) fault(decoded.fault)
    else if (info === null) fault('no-insole')
    else if (decoded.value.sensors !== info.identity.sensors) fault('wrong-sensors')
    else judge(decoded.value, host_s, out)
  }

  function judge(packet: SamplePacket, host_s: number, out: SampleBlock[]): void {
    if (place !== null && timing !== null) {
      const tick = timing.ticks.peek(packet.tick, host_s)
      const missing = missingBetween(place, packet, tick)
      if (missing !== null) {
        refuse(suspects.length)
        suspects = []
        accept(packet, tick, missing, host_s, out)
        return
      }
    }
    if (suspects.some(({ draft }) => draft.boot === packet.boot && draft.sequence === packet.sequence && draft.tick === packet.tick)) {
      counts.duplicates += packet.n
      return
    }
    const first = suspects.find(({ draft }) => follows(draft, packet))
    if (first === undefined) {
      refuse(Math.max(0, suspects.length + 1 - SUSPECTS))
      suspects = [...suspects.slice(1 - SUSPECTS), { draft: draftOf(packet, side, full), host_s }]
      return
    }
    refuse(suspects.length - 1)
    suspects = []
    begin(first, out)
    judge(packet, host_s, out)
  }

  /** The stream goes on elsewhere: after its start, a reboot, a change of rate, a hole in a recording. */
  function begin({ draft, host_s }: Held, out: SampleBlock[]): void {
    if (info === null || timing === null) return
    let tick = timing.ticks.peek(draft.tick, host_s)
    if (draft.boot !== boot) {
      booted(draft.boot)
      newTiming(info)
      tick = timing.ticks.peek(draft.tick, host_s)
    } else if (place !== null && info.clock === 'device') {
      const jump_s = ((tick - place.tick) * info.identity.tick_ns) / 1e9 - (host_s - newestHost_s)
      if (Math.abs(jump_s) > SAME_CLOCK_S) newTiming(info)
    }
    gaps.clear()
    take(draft, tick, null, host_s, out)
  }

  function accept(packet: SamplePacket, tick: number, missing: number, host_s: number, out: SampleBlock[]): void {
    const skip = Math.max(0, -missing)
    if (skip > 0) {
      const again = Math.min(skip, packet.n)
      const late = gaps.within(packet.sequence, again)
      counts.late += late
      counts.duplicates += again - late
      if (again === packet.n) return
    }
    take(draftOf(packet, side, full, skip), tick + skip * packet.period_ticks, Math.max(0, missing), host_s, out)
  }

  function take(draft: Draft, tick: number, missing: number | null, host_s: number, out: SampleBlock[]): void {
    if (timing === null) return
    timing.ticks.unwrap(draft.tick, host_s)
    if (place !== null && missing !== null && missing > 0) gaps.add(place.sequence, missing)
    place = placeAfter(draft, tick)
    newestHost_s = host_s
    timing.arrival(tick + (draft.n - 1) * draft.period_ticks, host_s)
    const placed: Placed = { draft, tick, missing, timing }
    if (final && info?.clock === 'device') waiting.push(placed)
    else give(placed, out)
  }

  function give({ draft, tick, missing, timing: by }: Placed, out: SampleBlock[]): void {
    const { n, period_ticks } = draft
    const time_s = new Float64Array(n)
    for (let i = 0; i < n; i++) time_s[i] = by.toSession_s(tick + i * period_ticks) ?? NaN
    const first_s = time_s[0] as number
    if (!(first_s > lastTime_s)) {
      fault('back-in-time')
      return
    }
    let lostBefore = missing ?? 0
    if (missing === null && lastTime_s > -Infinity) {
      const period_s = n > 1 ? ((time_s[n - 1] as number) - first_s) / (n - 1) : (period_ticks * (info?.identity.tick_ns ?? 0)) / 1e9
      lostBefore = Math.max(0, Math.round((first_s - lastTime_s) / period_s) - 1)
    }
    lastTime_s = time_s[n - 1] as number
    counts.received += n
    counts.lost += lostBefore
    counts.saturated += draft.saturated
    if (lostBefore > 0) counts.gaps++
    const { sequence, sensors, counts: values, imu, saturated, recovered } = draft
    out.push({ side, sequence, n, sensors, time_s, counts: values, imu, lostBefore, saturated, recovered })
  }

  return {
    insole,
    packet,
    sync(exchange) {
      timing?.exchange(exchange)
    },
    linkLost() {
      if (reassembler.reset()) fault('lost-fragment')
    },
    end(out) {
      // Nothing contradicts a lone first packet.
      const [lone] = suspects
      if (lone !== undefined && suspects.length === 1 && place === null) begin(lone, out)
      else refuse(suspects.length)
      suspects = []
      if (reassembler.reset()) fault('lost-fragment')
      for (const placed of waiting) placed.timing.settle()
      for (const placed of waiting) give(placed, out)
      waiting.length = 0
    },
    counters: () => ({ ...counts, faults: { ...faults }, clock: timing?.state() ?? null }),
  }
}
