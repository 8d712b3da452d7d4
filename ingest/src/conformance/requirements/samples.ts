import { ATT_HEADER_BYTES, maxSamplesPerPacket } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { apart, endOf, lastTick, live, type Packet } from '../packets.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import { liveRuns, stretchesOf } from '../stretches.ts'
import { timelineOf } from '../timeline.ts'
import { allHold, fails, fallsShort, holds, NotSeen, type Verdict } from '../verdict.ts'
import { identityIn, identityOf } from './identity.ts'

/** What no insole of this protocol needs, and no radio costs. */
const LINK_S = 0.4
const LONGEST_S = 0.1
/** Minima of the lag in several stretches are alike but for the link's rhythm and the clocks' drift. */
const ALIKE_S = 0.25

/** Each packet with the one before it, of one stretch and one boot. */
function* pairs(evidence: Evidence): Generator<readonly [before: Packet, after: Packet, when: string]> {
  for (const { when, packets } of liveRuns(evidence))
    for (const [i, packet] of packets.entries()) {
      const before = packets[i - 1]
      if (before !== undefined && before.boot === packet.boot) yield [before, packet, when]
    }
}

/** Null where as many samples were counted as the ticks say. */
export function countsOn(before: Packet, after: Packet, when: string): Verdict | null {
  const counted = apart(after.sequence, endOf(before))
  if (counted < 0) return fails('a sequence that counts up', `${after.sequence} after ${before.sequence} ${when}`)
  const passed = apart(after.tick, lastTick(before)) / before.period_ticks - 1
  return Math.abs(counted - passed) < 1 + 0.001 * Math.abs(passed)
    ? null
    : fails(`${passed.toFixed(0)} samples counted, as the ticks say, ${when}`, String(counted))
}

/** Null where every packet counts on from the one before. */
export function continuous(packets: readonly Packet[], when: string): Verdict | null {
  for (const [i, packet] of packets.entries()) {
    const before = packets[i - 1]
    if (before === undefined) continue
    const wrong = countsOn(before, packet, when)
    if (wrong) return wrong
    if (packet.sequence !== endOf(before)) return fails(`sample ${endOf(before)} ${when}`, `${packet.sequence}`)
  }
  return null
}

export const samples: readonly Requirement[] = [
  judged('R-SAMPLE-1', 'every sample counts when it is taken', (evidence) => {
    for (const [before, after, when] of pairs(evidence)) {
      const wrong = countsOn(before, after, when)
      if (wrong) return wrong
    }
    const { first, second, during } = evidence.of('stream')
    const [last, next] = [live(first).at(-1), live(second)[0]]
    if (last === undefined || next === undefined) throw new NotSeen('no samples came')
    const produced = during.status?.produced
    const newest = live(first)
      .filter(({ at_s }) => at_s <= during.at_s)
      .at(-1)
    const ahead = newest === undefined || produced === undefined ? 0 : apart(produced, endOf(newest))
    const odd = ahead < 0 || ahead > identityOf(evidence).rate_Hz * (LONGEST_S + 2 * LINK_S) + 1
    return allHold(
      `${apart(next.sequence, endOf(last))} samples counted while it was stopped`,
      countsOn(last, next, 'over a stop'),
      odd ? fails('a status that counts the same samples', `${ahead} more than came`) : null,
    )
  }),
  judged('R-SAMPLE-2', 'samples of a packet are consecutive and evenly spaced', (evidence) => {
    let n = 0
    for (const [before, after, when] of pairs(evidence)) {
      if (endOf(before) !== after.sequence) continue
      n++
      const off = apart(after.tick, before.tick + before.n * before.period_ticks)
      if (Math.abs(off) > Math.max(2, before.period_ticks / 50))
        return fails(`the packet after ${before.sequence} at the tick where its samples end`, `${off} ticks beside it, ${when}`)
    }
    return holds(`${n} packets, each where the one before ends`)
  }),
  judged('R-SAMPLE-3', 'the tick runs steadily, and is never set', (evidence) => {
    for (const [before, after, when] of pairs(evidence))
      if (apart(after.tick, lastTick(before)) <= 0) return fails('ticks that go on', `from ${lastTick(before)} to ${after.tick} ${when}`)
    const line = timelineOf(evidence, identityOf(evidence).tick_ns)
    const odd = line.syncs.find(({ deviceReceived_tick, sent_s, received_s }) => {
      const at_s = line.host_s(deviceReceived_tick)
      return at_s < sent_s - ALIKE_S || at_s > received_s + ALIKE_S
    })
    if (odd)
      return fails(
        'a counter as steady as this computer’s',
        `${(line.host_s(odd.deviceReceived_tick) - odd.sent_s).toFixed(2)} s beside it`,
      )
    const lags = liveRuns(evidence).map(({ when, packets }) => ({ when, lag_s: Math.min(...packets.map(line.lag_s)) }))
    const usual_s = lags[0]!.lag_s
    const other = lags.find(({ lag_s }) => Math.abs(lag_s - usual_s) > ALIKE_S)
    if (other) return fails('the same counter all the time', `it was set by ${(usual_s - other.lag_s).toFixed(2)} s ${other.when}`)
    return holds(`over ${lags.length} runs, stops and a reconnection`)
  }),
  judged('R-SAMPLE-4', 'another boot number after a restart', (evidence) => {
    const now = identityIn(evidence.of('reboot').values.identity).boot
    const { boot } = identityOf(evidence)
    return now === boot ? fails(`another than ${boot}`, String(now)) : holds(`${boot}, then ${now}`)
  }),
  unseen(
    'R-SAMPLE-5',
    'clipped counts are 0xFFFF, missing ones 0xFFFE',
    'it needs a sensor that is driven beyond its range, and one that is cut off',
  ),
  judged('R-SAMPLE-6', 'packets as full as can be, none held longer than 100 ms or a period', (evidence) => held(evidence)),
  judged('R-SAMPLE-7', 'no packet that a receiver must drop', (evidence) => {
    const all = stretchesOf(evidence)
    const bad = all.flatMap(({ when, stretch }) => stretch.bad.map((b) => ({ ...b, when }))).find(({ fault }) => fault !== 'lost-fragment')
    if (bad) return fails('packets as section 4.1 says', `${bad.detail} (${bad.when})`)
    return holds(`${liveRuns(evidence).reduce((sum, { packets }) => sum + packets.length, 0)} packets`)
  }),
  unseen('R-SAMPLE-8', 'a sample is taken once', OF_HOSTS),
]

function held(evidence: Evidence): Verdict {
  const { first, starts } = evidence.of('stream')
  if (live(first).length === 0) {
    if (starts[0]?.result === 'ok') return fails('samples after the start', 'none')
    throw new NotSeen('it did not start')
  }
  const identity = identityOf(evidence)
  const line = timelineOf(evidence, identity.tick_ns)
  for (const { when, packets } of liveRuns(evidence)) {
    for (const { n, period_ticks } of packets) {
      const span_s = (n - 1) * period_ticks * line.tick_s
      if (span_s > 1.01 * Math.max(LONGEST_S, period_ticks * line.tick_s))
        return fails('packets of at most 100 ms', `${(1000 * span_s).toFixed(0)} ms ${when}`)
    }
    const lag_s = Math.min(...packets.map(line.lag_s))
    if (lag_s > LINK_S) return fails('packets sent when their last sample is taken', `held for ${lag_s.toFixed(2)} s ${when}`)
  }
  const { mtu } = evidence.of('basics')
  if (mtu === null) return holds('none was held; how much a notification holds is not known')
  const packet = live(first)[0]!
  const room = maxSamplesPerPacket(mtu, packet.sensors, packet.imu !== null, packet.temperature_C !== null)
  const most = Math.max(1, Math.min(room, Math.floor(LONGEST_S / (packet.period_ticks * line.tick_s) + 1e-6)))
  const usual = quantile(
    live(first).map(({ n }) => n),
    0.5,
  )
  if (usual < most) return fallsShort(`${most} samples in a packet of at most ${mtu - ATT_HEADER_BYTES} bytes`, `${usual} in most`)
  return holds(`${usual} samples in most packets`)
}

/** The value that this share of them does not exceed; 0 of none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
