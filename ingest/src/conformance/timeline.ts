import { decodeResponse } from '@solestream/firmware-protocol'
import type { Evidence } from './evidence.ts'
import { apart, lastTick, type Packet } from './packets.ts'
import { NotSeen } from './verdict.ts'
import type { Exchange } from './witness.ts'

/** An exchange of time; ticks as on the air. */
export interface Sync {
  readonly sent_s: number
  readonly received_s: number
  readonly asked: number
  readonly echo: number
  readonly deviceReceived_tick: number
  readonly deviceSent_tick: number
}

/** Device ticks against this computer's clock, from all exchanges of the insole's first life here. */
export interface Timeline {
  readonly tick_s: number
  readonly syncs: readonly Sync[]
  /** The shortest exchange: nothing is known more exactly. */
  readonly best_s: number
  /** When the tick was, by the shortest exchange; off by its half and by the drift since. */
  host_s(tick: number): number
  /** From a packet's last sample to its arrival. */
  lag_s(packet: Packet): number
  /** Between these lies how much faster than this computer the insole's clock runs, ppm. */
  readonly drift_ppm: readonly [low: number, high: number]
}

/** Throws NotSeen without an exchange. */
export function timelineOf(evidence: Evidence, tick_ns: number): Timeline {
  const syncs = syncsOf(evidence)
  const best = syncs.toSorted((a, b) => length(a) - length(b))[0]
  if (best === undefined) throw new NotSeen('no exchange of time was answered')
  const tick_s = tick_ns * 1e-9
  const host_s = (tick: number): number => (best.sent_s + best.received_s) / 2 + apart(tick, best.deviceReceived_tick) * tick_s
  return {
    tick_s,
    syncs,
    best_s: length(best),
    host_s,
    lag_s: (packet) => packet.at_s - host_s(lastTick(packet)),
    drift_ppm: driftOf(syncs, tick_s),
  }
}

const length = ({ sent_s, received_s }: Sync): number => received_s - sent_s

function syncsOf({ log }: Evidence): Sync[] {
  return log.filter(({ life }) => life === 0).flatMap(({ exchanges }) => exchanges.flatMap(syncOf))
}

function syncOf({ what, sent, sent_s, answers }: Exchange): Sync[] {
  const answer = what === 'timeSync' && sent.length === 7 ? answers[0] : undefined
  const response = answer && decodeResponse(answer.bytes)
  if (!answer || !response?.ok || response.value.command !== 'timeSync' || response.value.times === null) return []
  const asked = new DataView(sent.buffer, sent.byteOffset).getUint32(3, true)
  return [{ sent_s, received_s: answer.at_s, asked, ...response.value.times }]
}

/** No message arrives before it was sent: each pair of exchanges limits how fast the clock can run. */
function driftOf(syncs: readonly Sync[], tick_s: number): [number, number] {
  let low = -Infinity
  let high = Infinity
  for (const a of syncs)
    for (const b of syncs) {
      if (b.sent_s <= a.received_s) continue
      const least_s = apart(b.deviceReceived_tick, a.deviceSent_tick) * tick_s
      const most_s = apart(b.deviceSent_tick, a.deviceReceived_tick) * tick_s
      // From a's sending to b's answer at the most, from a's answer to b's sending at the least.
      low = Math.max(low, most_s / (b.received_s - a.sent_s) - 1)
      high = Math.min(high, least_s / (b.sent_s - a.received_s) - 1)
    }
  return [low * 1e6, high * 1e6]
}
