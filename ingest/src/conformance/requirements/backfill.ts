import { FEATURE, maxSamplesPerPacket } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { apart, live, type Packet } from '../packets.ts'
import { promiseOf } from '../phases/askFor.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import type { Request } from '../seen.ts'
import { timelineOf } from '../timeline.ts'
import { allHold, fails, fallsShort, holds, NotSeen, type Verdict } from '../verdict.ts'
import { answered, asExpected, saidOf } from './answers.ts'
import { identityOf } from './identity.ts'
import { inOrder, kept, promise, whole } from './ranges.ts'
import { asTaken, periodsAsTaken } from './recoveredSamples.ts'
import { quantile } from './samples.ts'

/** A live sample may wait for one recovered packet, and for what a radio makes of that. */
const HELD_UP_S = 0.4
/** Of the lags: a host that stalls once is no fault of the insole. */
const MOST = 0.8
/** R-BACKFILL-12. */
const SESSION_S = 2 * 3600

export const backfill: readonly Requirement[] = [
  judged('R-BACKFILL-1', 'the ring holds what was taken while stopped and without a connection', (evidence) => {
    const { mended } = evidence.of('backfill')
    const { between } = evidence.of('again')
    return allHold(
      'both came',
      whole(mended, 'taken while stopped'),
      between === null ? null : whole(between, 'taken without a connection'),
    )
  }),
  judged('R-BACKFILL-2', 'the answer promises the newest part that is there, and that comes', (evidence) => {
    const { refused, partly } = evidence.of('backfill')
    return allHold(
      partly === null ? 'all that was asked for; nothing is gone yet' : 'a range whose beginning is gone, too',
      asExpected(refused),
      ...requestsOf(evidence).flatMap((request) => [promise(request), kept(request)]),
      partly === null ? null : promise(partly),
    )
  }),
  judged('R-BACKFILL-3', 'one range at a time; the same one again changes nothing', (evidence) => {
    const { long } = evidence.of('backfill')
    if (long === null) throw new NotSeen('the ring holds too little yet')
    const [first, same] = [promiseOf(long.first), promiseOf(long.same)]
    const alike = first !== null && same !== null && first.firstSequence === same.firstSequence && first.count === same.count
    return allHold(
      'the same answer, and busy',
      answered(long.first, 'ok'),
      alike ? null : fails('the same answer to the same range', saidOf(long.same)),
      answered(long.other, 'busy', 'another range meanwhile'),
    )
  }),
  judged('R-BACKFILL-4', 'recovered packets ascend, have the flag, and end where the range ends', (evidence) =>
    allHold(`${requestsOf(evidence).length} ranges`, ...requestsOf(evidence).map(inOrder)),
  ),
  judged('R-BACKFILL-5', 'live samples go first', (evidence) => {
    const { heard, packets } = evidence.of('backfill').beside
    const line = timelineOf(evidence, identityOf(evidence).tick_ns)
    const most_s = (packets: readonly Packet[]): number => Math.max(0, quantile(packets.map(line.lag_s), MOST))
    const usual_s = most_s(live(evidence.of('stream').first))
    const beside = live(heard)
    const [from, to] = [packets[0]?.at_s, packets.at(-1)?.at_s]
    if (from === undefined || to === undefined) throw new NotSeen('nothing was sent again')
    const meanwhile = beside.filter(({ at_s }) => at_s >= from && at_s <= to)
    const late_s = most_s(beside)
    if (to - from > HELD_UP_S && meanwhile.length === 0) return fails('live packets between the recovered ones', 'none')
    if (late_s > usual_s + HELD_UP_S) return fails(`live packets no later than usual (${usual_s.toFixed(2)} s)`, `${late_s.toFixed(2)} s`)
    return (
      fullness(evidence, packets) ??
      holds(`${meanwhile.length} live packets between ${packets.length} recovered ones, most within ${late_s.toFixed(2)} s`)
    )
  }),
  judged('R-BACKFILL-6', 'a recovered sample is as it was taken', (evidence) => {
    const { first, second } = evidence.of('stream')
    return asTaken([...live(first), ...live(second)], evidence.of('backfill').mended.packets)
  }),
  judged('R-BACKFILL-7', 'a change of the rate changes nothing of what was taken before', (evidence) => {
    const { across, half, restored } = evidence.of('rates')
    if (across === null || half === null) throw new NotSeen('no range around a change of the rate was asked for')
    return allHold(
      'sequence, tick and period of both rates',
      whole(across, 'around a change of the rate'),
      asTaken([...live(half.stretch), ...live(restored.stretch)], across.packets),
      periodsAsTaken([...live(half.stretch), ...live(restored.stretch)], across.packets),
    )
  }),
  unseen('R-BACKFILL-8', 'a sample that leaves the ring unsent is left out', 'whether one leaves it just then is a matter of milliseconds'),
  judged('R-BACKFILL-9', 'it ends with its last packet, backfillCancel and the connection only', (evidence) => {
    const { long, mended } = evidence.of('backfill')
    const { unasked } = evidence.of('again')
    const cancelled =
      long === null
        ? null
        : allHold(
            '',
            answered(long.cancel, 'ok'),
            answered(long.cancelWithout, 'ok', 'backfillCancel without a backfill'),
            long.late > 0 ? fails('no recovered packets after backfillCancel', String(long.late)) : null,
          )
    return allHold(
      long === null ? 'the ring holds too little to cancel' : 'works while stopped, ends with cancel and connection',
      mended.packets.length === 0 ? fails('recovered packets while stopped', `none (${saidOf(mended.exchange)})`) : null,
      cancelled,
      unasked > 0 ? fails('none after a new connection', `${unasked} notifications`) : null,
    )
  }),
  judged('R-BACKFILL-10', 'sent and dropped do not count what is sent again', (evidence) => {
    const { before, after } = evidence.of('backfill')
    if (before.status === null || after.status === null) throw new NotSeen('the status can’t be read')
    const [sent, taken, dropped] = (['sent', 'produced', 'dropped'] as const).map((of) => apart(after.status![of], before.status![of]))
    if (sent !== 0) return fails('the same count in sent, while stopped', `${sent!} more`)
    return dropped! < 0 || dropped! > taken! ? fails(`0 to ${taken!} more in dropped`, String(dropped)) : holds('sent stood still')
  }),
  unseen('R-BACKFILL-11', 'the oldest first, and patience', OF_HOSTS),
  judged('R-BACKFILL-12', 'a ring in flash holds a whole session', (evidence) => {
    const { features, rate_Hz } = identityOf(evidence)
    if ((features & FEATURE.flashSession) === 0) throw new NotSeen('the insole lacks the feature (bit 1)')
    if ((features & FEATURE.backfill) === 0) return fails('feature bit 0 with bit 1', 'bit 1 alone')
    const { status } = evidence.of('stream').during
    if (status === null) throw new NotSeen('the status can’t be read')
    const { flash_percent, oldest, produced } = status
    if (flash_percent === null) return fails('how much of the flash is in use', 'no session flash')
    if (oldest === 0) return holds(`everything since it was switched on, ${flash_percent} % in use`)
    if (flash_percent < 100)
      return fails('everything since it was switched on', `nothing before sample ${oldest}, with ${flash_percent} % in use`)
    const kept = (produced - oldest) >>> 0
    if (kept < SESSION_S * rate_Hz)
      throw new NotSeen(`it holds ${kept} samples, fewer than 2 h at ${rate_Hz} Hz: their rate may have been lower`)
    return holds(`${kept} samples, ${(kept / rate_Hz / 3600).toFixed(1)} h at ${rate_Hz} Hz`)
  }),
]

function requestsOf(evidence: Evidence): Request[] {
  const { mended, beside } = evidence.of('backfill')
  return [mended, beside]
}

function fullness(evidence: Evidence, packets: readonly Packet[]): Verdict | null {
  const { mtu } = evidence.of('basics')
  const packet = packets[0]
  if (mtu === null || packet === undefined) return null
  const room = Math.max(1, maxSamplesPerPacket(mtu, packet.sensors, packet.imu !== null, packet.temperature_C !== null))
  const usual = quantile(
    packets.map(({ n }) => n),
    0.5,
  )
  return usual < room ? fallsShort(`${room} samples in a recovered packet`, `${usual} in most`) : null
}
