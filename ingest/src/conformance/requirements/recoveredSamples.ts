import type { Packet } from '../packets.ts'
import { fails, holds, NotSeen, type Verdict } from '../verdict.ts'

interface Sample {
  readonly packet: Packet
  /** Place in its packet. */
  readonly i: number
  readonly tick: number
}

function samplesOf(packets: readonly Packet[]): Map<number, Sample> {
  const samples = new Map<number, Sample>()
  for (const packet of packets)
    for (let i = 0; i < packet.n; i++)
      samples.set((packet.sequence + i) >>> 0, { packet, i, tick: (packet.tick + i * packet.period_ticks) >>> 0 })
  return samples
}

/** Recovered samples against the live ones of the same sequence; throws NotSeen where none came twice. */
export function asTaken(live: readonly Packet[], recovered: readonly Packet[]): Verdict {
  const known = samplesOf(live)
  let compared = 0
  for (const [sequence, { packet, i, tick }] of samplesOf(recovered)) {
    const was = known.get(sequence)
    if (was === undefined) continue
    compared++
    const differs =
      packet.boot !== was.packet.boot
        ? 'boot'
        : Math.abs((tick - was.tick) | 0) > 1
          ? 'tick'
          : countsDiffer(packet, i, was)
            ? 'counts'
            : null
    if (differs !== null) return fails('samples as they were taken', `another ${differs} in sample ${sequence}`)
  }
  if (compared === 0) throw new NotSeen('no sample came twice')
  return holds(`${compared} samples came twice, alike`)
}

function countsDiffer(packet: Packet, i: number, { packet: other, i: j }: Sample): boolean {
  if (packet.sensors !== other.sensors || (packet.imu === null) !== (other.imu === null)) return true
  for (let k = 0; k < packet.sensors; k++) if (packet.counts[k * packet.n + i] !== other.counts[k * other.n + j]) return true
  for (let k = 0; packet.imu && k < 6; k++) if (packet.imu[k * packet.n + i] !== other.imu?.[k * other.n + j]) return true
  return false
}

/** Null, or that a recovered packet has another period than its samples had live. */
export function periodsAsTaken(live: readonly Packet[], recovered: readonly Packet[]): Verdict | null {
  const known = samplesOf(live)
  for (const [sequence, { packet }] of samplesOf(recovered)) {
    const was = known.get(sequence)?.packet.period_ticks
    if (was !== undefined && Math.abs(was - packet.period_ticks) > 1)
      return fails(`${was} ticks from sample to sample at ${sequence}`, String(packet.period_ticks))
  }
  return null
}
