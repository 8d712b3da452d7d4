import { apart, endOf, live, type Packet } from '../packets.ts'
import { endOfRange } from '../phases/askFor.ts'
import type { Request } from '../seen.ts'
import { fails, type Verdict } from '../verdict.ts'
import { saidOf } from './answers.ts'

/** Null where every sample of the range came. */
export function whole({ asked, exchange, promised, packets }: Request, what: string): Verdict | null {
  if (promised === null) return fails(`samples ${what}`, saidOf(exchange))
  const came = packets.reduce((sum, { n }) => sum + n, 0)
  if (promised.firstSequence !== asked.firstSequence) return fails(`all ${asked.count} samples ${what}`, `the newest ${promised.count}`)
  return came >= asked.count ? null : fails(`${asked.count} samples ${what}`, `${came} came`)
}

/** Null where the newest part of the range is promised. */
export function promise({ asked, promised, exchange }: Pick<Request, 'asked' | 'promised' | 'exchange'>): Verdict | null {
  if (promised === null) return fails(`ok to ${asked.count} samples from ${asked.firstSequence}`, saidOf(exchange))
  return endOfRange(promised) === endOfRange(asked) && apart(promised.firstSequence, asked.firstSequence) >= 0
    ? null
    : fails(`the newest part of ${asked.firstSequence} + ${asked.count}`, `${promised.firstSequence} + ${promised.count}`)
}

export function kept({ promised, packets }: Request): Verdict | null {
  if (promised === null) return null
  const came = packets.filter((packet) => within(packet, promised)).reduce((sum, { n }) => sum + n, 0)
  return came >= promised.count ? null : fails(`the ${promised.count} samples that were promised`, `${came} came`)
}

const within = (packet: Packet, range: Request['asked']): boolean =>
  apart(packet.sequence, range.firstSequence) >= 0 && apart(endOf(packet), endOfRange(range)) <= 0

export function inOrder({ promised, packets, heard }: Request): Verdict | null {
  if (promised === null) return null
  const plain = live(heard).find(
    (packet) => apart(endOf(packet), promised.firstSequence) > 0 && apart(packet.sequence, endOfRange(promised)) < 0,
  )
  if (plain) return fails('the recovered flag on samples of the range', `a packet from ${plain.sequence} without it`)
  for (const [i, packet] of packets.entries()) {
    if (!within(packet, promised))
      return fails(`samples ${promised.firstSequence} + ${promised.count} only`, `a packet of ${packet.n} from ${packet.sequence}`)
    const before = packets[i - 1]
    if (before && apart(packet.sequence, endOf(before)) < 0)
      return fails('samples that ascend', `${packet.sequence} after ${before.sequence}`)
  }
  const last = packets.at(-1)
  if (last === undefined) return fails('packets with the recovered flag', 'none')
  return endOf(last) === endOfRange(promised) ? null : fails(`an end at ${endOfRange(promised)}`, String(endOf(last)))
}
