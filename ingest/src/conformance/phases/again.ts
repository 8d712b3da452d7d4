import { supports } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { apart, endOf, live, stretchOf, type Packet } from '../packets.ts'
import type { Request, Lost, Again } from '../seen.ts'
import { NotSeen } from '../verdict.ts'
import type { Witness } from '../witness.ts'
import { askFor } from './askFor.ts'
import { readAll } from './basics.ts'
import { readDocument } from './documents.ts'
import { QUIET_MS } from './quiet.ts'
import { readStatus, run } from './stream.ts'

const HEAR_MS = 15_000
const RUN_MS = 1000

export async function lose(kit: Kit): Promise<Lost> {
  const witness = await kit.link()
  await busyAndOnLastPages(kit, witness)
  await witness.connection.disconnect()
  const lost_s = kit.now_s()
  const heard = await kit.hearAgain(HEAR_MS)
  return { silent_s: heard ? kit.now_s() - lost_s : null, last: live(stretchOf(witness.samples)).at(-1) ?? null }
}

export async function again(kit: Kit): Promise<Again> {
  const { silent_s, last } = kit.evidence.of('lost')
  if (silent_s === null) throw new NotSeen('it was not heard again after the link ended')
  const { witness, discovery } = await kit.connect()
  if (discovery !== null) throw new Error(`it could not be connected again: ${discovery}`)
  const { values } = await readAll(witness)
  await witness.listen()
  await kit.wait(QUIET_MS)
  const unasked = witness.samples.length
  const forgotten = supports(kit.identity, 'calibrationWrite')
    ? await witness.send({ command: 'calibrationPage', offset_bytes: 0, content: Uint8Array.of(1) })
    : null
  const calibration = await readDocument(witness, 'calibration')
  const stretch = await run(kit, witness, RUN_MS)
  const between = await askBetween(kit, witness, last, live(stretch)[0] ?? null)
  return { values, unasked, forgotten, calibration, stretch, between }
}

/** A new connection must know nothing of this. */
async function busyAndOnLastPages(kit: Kit, witness: Witness): Promise<void> {
  const read = kit.evidence.of('documents')
  for (const document of ['layout', 'calibration'] as const)
    await witness.send({ command: 'selectPage', document, page: Math.max(0, read[document].pages.length - 1) })
  if (supports(kit.identity, 'calibrationWrite')) await witness.send({ command: 'calibrationBegin', size_bytes: 100 })
  await witness.send({ command: 'start' })
  if (!supports(kit.identity, 'backfill')) return
  const { status } = await readStatus(witness, kit)
  if (status !== null)
    await witness.send({ command: 'backfill', firstSequence: status.oldest, count: (status.produced - status.oldest) >>> 0 })
}

async function askBetween(kit: Kit, witness: Witness, last: Packet | null, first: Packet | null): Promise<Request | null> {
  if (!supports(kit.identity, 'backfill') || first === null || last === null) return null
  const count = apart(first.sequence, endOf(last))
  return count > 0 ? askFor(kit, witness, { firstSequence: endOf(last), count }) : null
}
