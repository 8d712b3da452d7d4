import { COMMAND, supports, type SampleRange } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { endOf, live, recovered, stretchOf } from '../packets.ts'
import type { Refusal, Request, BackfillSeen } from '../seen.ts'
import { NotSeen } from '../verdict.ts'
import type { Witness } from '../witness.ts'
import { askFor, promiseOf } from './askFor.ts'
import { sender } from './refusals.ts'
import { GRACE_MS, readStatus } from './stream.ts'

const AROUND = 20
const LONG = 1500
const LONG_ENOUGH = 100
const BESIDE = 300
/** Longer than it takes from the status to the question. */
const GONE_S = 5

export async function backfill(kit: Kit): Promise<BackfillSeen> {
  if (!supports(kit.identity, 'backfill')) throw new NotSeen('the insole lacks the feature (bit 0)')
  const witness = await kit.link()
  await witness.send({ command: 'stop' })
  const before = await readStatus(witness, kit)
  const mended = await askFor(kit, witness, pauseOf(kit))
  const after = await readStatus(witness, kit)
  if (after.status === null) throw new NotSeen('its status can’t be read')
  const { produced, oldest } = after.status
  const kept = (produced - oldest) >>> 0

  // What is oldest now is gone in a moment.
  const old = await askFor(kit, witness, { firstSequence: (oldest + Math.ceil(kit.identity.rate_Hz)) >>> 0, count: 1 })
  const newest = await askFor(kit, witness, { firstSequence: (produced - 1) >>> 0, count: 1 })
  const refused = await askWrongly(witness, produced, oldest)
  const partly =
    oldest < LONG_ENOUGH
      ? null
      : await askPartly(witness, { firstSequence: oldest - 50, count: 50 + Math.ceil(GONE_S * kit.identity.rate_Hz) })
  const long = kept < LONG_ENOUGH ? null : await askLong(kit, witness, oldest, Math.min(kept, LONG))
  return {
    mended,
    before,
    after,
    refused,
    partly,
    long,
    beside: await askBeside(kit, witness),
    oldest: old,
    newest,
  }
}

function pauseOf(kit: Kit): SampleRange {
  const { first, second } = kit.evidence.of('stream')
  const [last, next] = [live(first).at(-1), live(second)[0]]
  if (last === undefined || next === undefined) throw new NotSeen('no samples came')
  const firstSequence = (endOf(last) - AROUND) >>> 0
  return { firstSequence, count: (next.sequence + AROUND - firstSequence) >>> 0 || 1 }
}

async function askWrongly(witness: Witness, produced: number, oldest: number): Promise<Refusal[]> {
  const { sent } = sender(witness)
  const range = (request: number, first: number, count: number): number[] => {
    const bytes = new Uint8Array(11)
    const view = new DataView(bytes.buffer)
    bytes.set([1, COMMAND.backfill, request])
    view.setUint32(3, first >>> 0, true)
    view.setUint32(7, count, true)
    return [...bytes]
  }
  const refused = [
    await sent('backfill of no samples', ['bad-value'], (request) => range(request, oldest, 0)),
    await sent('backfill of samples to come', ['bad-value'], (request) => range(request, produced + 100_000, 10)),
    await sent('backfill of samples that are not all taken', ['bad-value'], (request) => range(request, produced - 5, 1_000_000)),
  ]
  if (oldest >= LONG_ENOUGH)
    refused.push(await sent('backfill of samples that are gone', ['not-found'], (request) => range(request, oldest - 80, 20)))
  return refused
}

async function askPartly(witness: Witness, asked: SampleRange): Promise<BackfillSeen['partly']> {
  const exchange = await witness.send({ command: 'backfill', ...asked })
  await witness.send({ command: 'backfillCancel' })
  return { asked, exchange, promised: promiseOf(exchange) }
}

async function askLong(kit: Kit, witness: Witness, oldest: number, count: number): Promise<NonNullable<BackfillSeen['long']>> {
  const range = { firstSequence: (oldest + Math.floor(count / 2)) >>> 0, count: Math.ceil(count / 2) }
  const first = await witness.send({ command: 'backfill', ...range })
  const same = await witness.send({ command: 'backfill', ...range })
  const other = await witness.send({ command: 'backfill', firstSequence: (range.firstSequence + 1) >>> 0, count: 1 })
  const cancel = await witness.send({ command: 'backfillCancel' })
  await kit.wait(GRACE_MS)
  const from = witness.samples.length
  await kit.wait(GRACE_MS)
  const late = recovered(stretchOf(witness.samples.slice(from))).length
  return { first, same, other, cancel, late, cancelWithout: await witness.send({ command: 'backfillCancel' }) }
}

async function askBeside(kit: Kit, witness: Witness): Promise<Request> {
  await witness.send({ command: 'start' })
  await kit.wait(500)
  const { status } = await readStatus(witness, kit)
  const count = status === null ? 0 : Math.min(BESIDE, (status.produced - status.oldest) >>> 0)
  if (status === null || count === 0) throw new NotSeen('its ring is empty')
  const request = await askFor(kit, witness, { firstSequence: (status.produced - count) >>> 0, count })
  await witness.send({ command: 'stop' })
  await kit.wait(GRACE_MS)
  return request
}
