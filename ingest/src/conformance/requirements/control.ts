import { DEFAULT_MTU, ATT_HEADER_BYTES, COMMAND } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import { allHold, fails, holds, NotSeen, type Verdict } from '../verdict.ts'
import type { Exchange } from '../witness.ts'
import { answered, asExpected } from './answers.ts'
import { hex } from './gatt.ts'

const WITHIN_S = 1
const SMALLEST = DEFAULT_MTU - ATT_HEADER_BYTES
const FIRST_OF_1_1 = COMMAND.backfill

const exchangesOf = ({ log }: Evidence): Exchange[] => log.flatMap(({ exchanges }) => exchanges)

export const control: readonly Requirement[] = [
  judged('R-CONTROL-1', 'every command is answered once, within 1 s, by its code and request', (evidence) => {
    const all = exchangesOf(evidence)
    if (all.length === 0) throw new NotSeen('no command could be sent')
    let slowest_s = 0
    for (const { what, answers, sent_s } of all) {
      if (answers.length !== 1) return fails(`one answer to ${what}`, String(answers.length))
      const took_s = answers[0]!.at_s - sent_s
      if (took_s > WITHIN_S) return fails(`an answer to ${what} within 1 s`, `${took_s.toFixed(2)} s`)
      slowest_s = Math.max(slowest_s, took_s)
    }
    const odd = evidence.log.flatMap(({ unasked }) => unasked)[0]
    return odd
      ? fails('answers to commands only', hex(odd.bytes))
      : holds(`${all.length} commands, each within ${(1000 * slowest_s).toFixed(0)} ms`)
  }),
  judged('R-CONTROL-2', 'a command that is repeated is ok, and has the same effect as once', (evidence) => {
    const { starts, stops, first } = evidence.of('stream')
    const twice = first.packets.find((packet, i) => i > 0 && first.packets[i - 1]!.sequence >= packet.sequence)
    return allHold(
      'start while streaming, stop while not',
      ...starts.map((exchange) => answered(exchange, 'ok')),
      ...stops.map((exchange) => answered(exchange, 'ok')),
      twice ? fails('a stream that goes on', `it began again at ${twice.sequence}`) : null,
    )
  }),
  judged('R-CONTROL-3', 'it streams only between start and stop', (evidence) =>
    allHold(
      'silent before start, after stop, and at a new connection',
      silent(evidence.of('quiet').unasked, 'before the start'),
      silent(evidence.of('stream').late, 'after the stop'),
      silent(evidence.of('again').unasked, 'at a new connection'),
    ),
  ),
  judged('R-CONTROL-4', 'answers of version 1.0 fit MTU 23', (evidence) =>
    fit(exchangesOf(evidence).filter(({ sent }) => (sent[1] ?? 0) < FIRST_OF_1_1)),
  ),
  judged('R-CONTROL-5', 'answers of version 1.1 fit MTU 23', (evidence) => {
    const later = exchangesOf(evidence).filter(
      ({ sent }) => Object.values<number>(COMMAND).includes(sent[1] ?? 0) && (sent[1] ?? 0) >= FIRST_OF_1_1,
    )
    return fit(later)
  }),
  judged('R-CONTROL-6', 'what it lacks is not-supported', (evidence) => {
    const { absentFeatures } = evidence.of('refusals')
    return asExpected(absentFeatures) ?? holds(`${absentFeatures.length} commands`)
  }),
  unseen('R-CONTROL-7', 'no command without its feature bit', OF_HOSTS),
  judged('R-CONTROL-8', 'what is not carried out is answered with why, and changes nothing', (evidence) => {
    const { malformed, samples } = evidence.of('refusals')
    return allHold(
      malformed.map(({ exchange }) => exchange.what).join(', '),
      asExpected(malformed),
      samples > 0 ? fails('no stream', 'it began to stream by a command that it refused') : null,
    )
  }),
]

const silent = (notifications: number, when: string): Verdict | null =>
  notifications === 0 ? null : fails(`no samples ${when}`, `${notifications} notifications`)

function fit(exchanges: readonly Exchange[]): Verdict {
  const answers = exchanges.flatMap(({ what, answers: heard }) => heard.map(({ bytes }) => ({ what, bytes: bytes.length })))
  if (answers.length === 0) throw new NotSeen('no such command was answered')
  const long = answers.find(({ bytes }) => bytes > SMALLEST)
  return long ? fails(`at most ${SMALLEST} bytes`, `${long.bytes} to ${long.what}`) : holds(`${answers.length} answers`)
}
