import { createReassembler, createSampleTarget, decodeSamples } from '@solestream/firmware-protocol'
import type { SampleBlock, Side } from '@solestream/processing/model'
import type { InsoleInfo, SyncExchange } from '../record.ts'
import { confirm, samplesTo, type Place } from './continuity.ts'
import { createCountSink } from './countSink.ts'
import { noCounts } from './counters.ts'
import type { AssemblyCounters, PacketFault } from './counters.ts'
import { fullCount, kept, type Draft } from './draft.ts'
import { createFinalSink } from './finalSink.ts'
import { createLiveSink } from './liveSink.ts'
import { Segment, type MissingRange } from './segment.ts'
import { createDeviceTiming, createNoTiming, createSharedTiming } from './timing.ts'
import type { Timing } from './timing.ts'

export type AssemblyMode = 'live' | 'final' | 'count'

export interface SideStreamOptions {
  readonly side: Side
  readonly origin_s: number
  readonly mode: AssemblyMode
}

export interface SideStream {
  insole(info: InsoleInfo): void
  packet(bytes: Uint8Array, host_s: number, out: SampleBlock[]): void
  sync(exchange: SyncExchange): void
  linkLost(): void
  end(out: SampleBlock[]): void
  counters(): AssemblyCounters
  missing(): readonly MissingRange[]
}

/** A packet that waits, copied. */
interface Held {
  readonly draft: Draft
  readonly host_s: number
}

/** Jumps of the tick against host time beyond this begin a new fit. */
const SAME_CLOCK_S = 5
/** So many packets wait for another to confirm one of them. */
const SUSPECTS = 4

/** One insole's notifications to blocks. See assembler.ts. */
export function createSideStream({ side, origin_s, mode }: SideStreamOptions): SideStream {
  const final = mode === 'final'
  const counts = noCounts()
  const faults: Partial<Record<PacketFault, number>> = {}
  const reassembler = createReassembler()
  const target = createSampleTarget()
  const fault = (name: PacketFault) => {
    faults[name] = (faults[name] ?? 0) + 1
  }
  const sink = final
    ? createFinalSink(side, counts, fault)
    : mode === 'live'
      ? createLiveSink(side, counts, fault)
      : createCountSink(counts)
  let info: InsoleInfo | null = null
  let timing: Timing | null = null
  let full = 0
  /** Stretches that samples may belong to, newest first; live those of this boot. */
  let segments: Segment[] = []
  /** Newest live arrival that was placed, to judge jumps. */
  let newestHost_s = 0
  /** They do not fit what came before, oldest first; the next packets decide. */
  let suspects: readonly Held[] = []
  /** Fits nothing yet, but has another chance once all is there. */
  const unplaced: Held[] = []
  let boot: number | null = null
  let begun = false
  /** It is the insole that was there before: what it took since it started is missing too. */
  let rebooted = false

  const refuse = (held: readonly Held[]) => {
    if (final) unplaced.push(...held)
    else for (let k = 0; k < held.length; k++) fault('implausible')
  }
  function newTiming(of: InsoleInfo): Timing {
    if (mode === 'count') timing = createNoTiming(of.identity)
    else if (of.clock === 'shared') timing = createSharedTiming(of.identity, origin_s)
    else timing = createDeviceTiming(of.identity, origin_s, final)
    return timing
  }
  function booted(now: number): void {
    boot = now
    counts.boots++
    if (!final) segments = []
  }

  function insole(next: InsoleInfo): void {
    const same = info !== null && info.identity.serial === next.identity.serial && info.clock === next.clock && boot === next.identity.boot
    full = fullCount(next.layout)
    if (!same) {
      rebooted = info?.identity.serial === next.identity.serial
      newTiming(next)
      booted(next.identity.boot)
      refuse(suspects)
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
    else judge({ ...decoded.value, full }, host_s, out)
  }

  /** Whether it belongs to what is known; then its samples are taken. */
  function fits(draft: Draft, host_s: number, out: SampleBlock[]): boolean {
    for (const segment of segments) {
      const place = segment.locate(draft, host_s)
      if (place === null) continue
      // Of an earlier stretch nothing can be ahead any more.
      if (segment !== segments[0] && place.position >= segment.next.position) continue
      take(draft, host_s, segment, place, out)
      return true
    }
    return false
  }

  const again = ({ draft, host_s }: Held, out: SampleBlock[]): boolean => fits(draft, host_s, out)

  function judge(draft: Draft, host_s: number, out: SampleBlock[]): void {
    if (fits(draft, host_s, out)) {
      if (!draft.recovered) {
        refuse(suspects)
        suspects = []
      }
      return
    }
    // A recovered packet begins nothing: what it belongs to is known, or was before all this.
    if (draft.recovered) {
      if (final) unplaced.push({ draft: kept(draft), host_s })
      else if (segments.length > 0 && !segments.some((segment) => segment.isBefore(draft))) fault('implausible')
      return
    }
    if (suspects.some(({ draft: d }) => d.boot === draft.boot && d.sequence === draft.sequence && d.tick === draft.tick)) {
      counts.duplicates += draft.n
      return
    }
    const held = { draft: kept(draft), host_s }
    const other = suspects.find((suspect) => confirm(suspect.draft, draft))
    if (other === undefined) {
      refuse(suspects.slice(0, Math.max(0, suspects.length + 1 - SUSPECTS)))
      suspects = [...suspects.slice(1 - SUSPECTS), held]
      return
    }
    const rest = suspects.filter((suspect) => suspect !== other)
    suspects = []
    const inOrder = samplesTo({ position: other.draft.sequence, tick: 0 }, draft.sequence) > 0 ? [other, held] : [held, other]
    begin(inOrder[0] as Held, out)
    again(inOrder[1] as Held, out)
    refuse(rest.filter((suspect) => !again(suspect, out)))
  }

  /** The stream goes on elsewhere: after its start, a reboot, a change of rate, a hole in a recording. */
  function begin(held: Held, out: SampleBlock[]): void {
    if (info === null || timing === null) return
    const { draft, host_s } = held
    const last = segments[0]
    let by = timing
    if (draft.boot !== boot) {
      rebooted = boot !== null
      booted(draft.boot)
      by = newTiming(info)
    } else if (last !== undefined && info.clock === 'device') {
      const jump_s = ((by.ticks.peek(draft.tick, host_s) - last.next.tick) * info.identity.tick_ns) / 1e9 - (host_s - newestHost_s)
      if (Math.abs(jump_s) > SAME_CLOCK_S) by = newTiming(info)
    }
    const start = { position: draft.sequence, tick: by.ticks.peek(draft.tick, host_s) }
    const segment = new Segment(draft, start, by, { floor: floorOf(start.position, draft.boot), after_s: sink.newest_s })
    segments = final || last?.boot === draft.boot ? [segment, ...segments] : [segment]
    take(draft, host_s, segment, start, out)
  }

  /** From where on samples may belong to a stretch that begins at this position. A live stream begins where it begins. */
  function floorOf(position: number, ofBoot: number): number {
    const last = segments[0]
    const floor = last?.boot === ofBoot ? last.next.position : final || begun ? 0 : position
    return floor <= position ? floor : position
  }

  function take(draft: Draft, host_s: number, segment: Segment, place: Place, out: SampleBlock[]): void {
    if (!draft.recovered && place.position >= segment.next.position) {
      // What comes by backfill, or late, tells nothing of the clock.
      segment.timing.ticks.unwrap(draft.tick, host_s)
      segment.timing.arrival(place.tick + (draft.n - 1) * draft.period_ticks, host_s)
      newestHost_s = host_s
    }
    begun = true
    sink.take({ position: place.position, tick: place.tick, draft, segment }, out)
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
      if (lone !== undefined && suspects.length === 1 && segments.length === 0) begin(lone, out)
      else refuse(suspects)
      suspects = []
      if (reassembler.reset()) fault('lost-fragment')
      for (const held of unplaced) if (!again(held, out) && !held.draft.recovered) fault('implausible')
      sink.end(out)
    },
    counters: () => ({ ...counts, faults: { ...faults }, clock: timing?.state() ?? null }),
    missing: () => segments.toReversed().flatMap((segment) => segment.missing(rebooted)),
  }
}
