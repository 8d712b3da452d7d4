import {
  COMMAND,
  encodeCommand,
  FEATURE,
  RESERVED_COMMAND,
  TYPE,
  type Command,
  type Feature,
  type Result,
} from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import type { Refusal, Refusals } from '../seen.ts'
import type { Witness } from '../witness.ts'

const OTHER_MAJOR = 2
/** Never given (PROTOCOL.md 5.3). */
const UNKNOWN = 0x60
const SETTLE_MS = 300

export async function refusals(kit: Kit): Promise<Refusals> {
  const witness = await kit.link()
  const before = witness.samples.length
  const { sent } = sender(witness)

  const otherVersion = [
    await sent('start of version 2', ['wrong-version'], (request) => [OTHER_MAJOR, COMMAND.start, request]),
    await sent('unknown command of version 2', ['wrong-version'], (request) => [OTHER_MAJOR, UNKNOWN, request, 1, 2, 3]),
    await sent('short command of version 2', ['wrong-version'], () => [OTHER_MAJOR, COMMAND.timeSync]),
  ]
  const thereafter = await witness.send({ command: 'stop' })
  const malformed = [
    await sent('unknown command', ['unknown-command'], (request) => [1, UNKNOWN, request]),
    await sent('start with a byte more', ['bad-length'], (request) => [1, COMMAND.start, request, 0]),
    await sent('timeSync with a byte less', ['bad-length'], (request) => [1, COMMAND.timeSync, request, 1, 2, 3]),
    await sent('command without a request id', ['bad-length'], () => [1, COMMAND.start]),
    await sent('rate of 0 Hz', ['bad-value'], (request) => [1, COMMAND.rate, request, 0, 0, 0, 0]),
    await sent('selectPage of no document', ['bad-value'], (request) => [1, COMMAND.selectPage, request, TYPE.status, 0]),
  ]
  const absentFeatures: Refusal[] = []
  for (const [what, code] of Object.entries(RESERVED_COMMAND))
    absentFeatures.push(await sent(what, ['not-supported'], (request) => [1, code, request]))
  for (const command of OF_FEATURES)
    if ((kit.identity.features & FEATURE[command.feature]) === 0)
      absentFeatures.push(
        await sent(command.order.command, ['not-supported'], (request) => [...encodeCommand({ ...command.order, request })]),
      )
  await kit.wait(SETTLE_MS)
  return { otherVersion, thereafter, malformed, absentFeatures, samples: witness.samples.length - before }
}

/** Well formed, so that only the feature is missing. */
const OF_FEATURES: readonly { readonly feature: Feature; readonly order: Command }[] = [
  { feature: 'backfill', order: { command: 'backfill', request: 0, firstSequence: 0, count: 1 } },
  { feature: 'backfill', order: { command: 'backfillCancel', request: 0 } },
  { feature: 'tare', order: { command: 'tare', request: 0, tared_utc: '2026-01-31T12:00:00Z' } },
  { feature: 'tare', order: { command: 'tareDate', request: 0 } },
  { feature: 'calibrationWrite', order: { command: 'calibrationBegin', request: 0, size_bytes: 64 } },
  { feature: 'calibrationWrite', order: { command: 'calibrationPage', request: 0, offset_bytes: 0, content: Uint8Array.of(1) } },
  { feature: 'calibrationWrite', order: { command: 'calibrationCommit', request: 0 } },
]

/** Sends bytes that no encoder makes. */
export function sender(witness: Witness) {
  return {
    async sent(what: string, expected: readonly Result[], bytes: (request: number) => readonly number[]): Promise<Refusal> {
      return { expected, exchange: await witness.sendBytes(what, Uint8Array.from(bytes(witness.nextRequest()))) }
    },
  }
}
