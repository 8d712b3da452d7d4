import {
  COMMAND,
  decodeCalibration,
  encodeCalibration,
  joinPages,
  pagesToWrite,
  supports,
  TYPE,
  DEFAULT_MTU,
  type Calibration,
} from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { stretchOf } from '../packets.ts'
import type { DocumentRead, Refusal, Writing, Written } from '../seen.ts'
import { NotSeen } from '../verdict.ts'
import type { Exchange, Witness } from '../witness.ts'
import { readDocument } from './documents.ts'
import { sender } from './refusals.ts'
import { GRACE_MS, run } from './stream.ts'

export const ZERO_STEP = 1000
const SIZE = 100
const STREAM_MS = 1300

export async function writing(kit: Kit): Promise<Writing> {
  if (!supports(kit.identity, 'calibrationWrite')) throw new NotSeen('the insole lacks the feature (bit 3)')
  const witness = await kit.link()
  await witness.send({ command: 'stop' })
  const harmless = await tryWithoutKeeping(witness)
  if (harmless.begun.some(({ exchange }) => exchange.result === 'not-authorised'))
    throw new NotSeen('it needs a bond: this computer does not pair')
  const streaming = await beginWhileStreaming(kit, witness)
  const present = joinPages(kit.evidence.of('documents').calibration.pages, TYPE.calibrationPage)
  const whyNot = !kit.mayWrite
    ? 'it would change the calibration that is kept: --write'
    : !present.ok || present.value.length === 0
      ? 'there is no calibration that could be put back'
      : ''
  const written = whyNot === '' && present.ok ? await writeAndPutBack(kit, witness, present.value) : null
  return { ...harmless, streaming, written, whyNot }
}

async function tryWithoutKeeping(witness: Witness): Promise<Pick<Writing, 'begun' | 'paged' | 'unfinished' | 'unchanged'>> {
  const { sent } = sender(witness)
  const begin = (request: number, size: number): number[] => [1, COMMAND.calibrationBegin, request, size & 0xff, size >> 8]
  const page = (request: number, offset: number, first: number): number[] => [
    ...[1, COMMAND.calibrationPage, request, offset & 0xff, offset >> 8],
    ...Array.from({ length: 10 }, (_, i) => first + i),
  ]
  const commit = (request: number): number[] => [1, COMMAND.calibrationCommit, request]

  const unfinished = [await sent('commit of nothing', ['wrong-state'], commit)]
  const paged = [await sent('page of nothing', ['wrong-state'], (request) => page(request, 0, 0))]
  const begun = [
    await sent('document of 0 bytes', ['bad-value'], (request) => begin(request, 0)),
    await sent('document of 100 bytes', ['ok'], (request) => begin(request, SIZE)),
  ]
  paged.push(
    await sent('page that leaves bytes out', ['bad-value'], (request) => page(request, 5, 0)),
    await sent('first page', ['ok'], (request) => page(request, 0, 0)),
    await sent('repeated page', ['ok'], (request) => page(request, 0, 0)),
    await sent('repeated page with other bytes', ['bad-value'], (request) => page(request, 0, 1)),
  )
  unfinished.push(await sent('commit with bytes missing', ['wrong-state'], commit))
  begun.push(
    await sent('document of 100 bytes, begun anew', ['ok'], (request) => begin(request, SIZE)),
    await sent('page of the one before', ['bad-value'], (request) => page(request, 10, 10)),
  )
  return { begun, paged, unfinished, unchanged: await readDocument(witness, 'calibration') }
}

async function beginWhileStreaming(kit: Kit, witness: Witness): Promise<Writing['streaming']> {
  const from = witness.samples.length
  await witness.send({ command: 'start' })
  await kit.wait(GRACE_MS)
  const begin = await witness.send({ command: 'calibrationBegin', size_bytes: SIZE })
  await kit.wait(GRACE_MS)
  await witness.send({ command: 'stop' })
  await kit.wait(GRACE_MS)
  return { begin, stretch: stretchOf(witness.samples.slice(from)) }
}

async function writeAndPutBack(kit: Kit, witness: Witness, present: Uint8Array): Promise<Written> {
  const known = decodeCalibration(present)
  if (!known.ok) throw new NotSeen(`the calibration can’t be read: ${known.detail}`)
  const before = await run(kit, witness, STREAM_MS)
  const [outcome] = await Promise.allSettled([writeOther(kit, witness, known.value)])
  const after = await Promise.allSettled([run(kit, witness, STREAM_MS)])
  // Whatever happened, on a new link where the old one was lost.
  const restored = await write(kit, await kit.link(), present)
  if (restored.result !== 'ok') throw new Error('THE CALIBRATION COULD NOT BE PUT BACK: write it into the insole again')
  if (outcome.status === 'rejected') throw outcome.reason
  if (after[0].status === 'rejected') throw after[0].reason
  return { ...outcome.value, before, after: after[0].value }
}

async function writeOther(kit: Kit, witness: Witness, known: Calibration): Promise<Omit<Written, 'before' | 'after'>> {
  const other = encodeCalibration({ ...known, id: 'conformance', zero: known.zero.map((zero) => zero + ZERO_STEP) })
  const torn = other.slice()
  torn[torn.length - 1]! ^= 1
  const fewer = encodeCalibration({ ...known, zero: [...known.zero, 0], gain: [...known.gain, 1] })
  const unsound: { refusal: Refusal; after: DocumentRead }[] = []
  for (const [what, document] of [
    ['document with a wrong check sum', torn],
    ['document of another number of sensors', fewer],
  ] as const) {
    const exchange = await write(kit, witness, document)
    unsound.push({
      refusal: { exchange: { ...exchange, what, result: exchange.result }, expected: ['bad-value'] },
      after: await readDocument(witness, 'calibration'),
    })
  }
  // readDocument has selected the last page.
  const commit = await write(kit, witness, other)
  const first = await witness.read('calibration')
  const repeated = await witness.send({ command: 'calibrationCommit' })
  const pageAfter = await witness.send({ command: 'calibrationPage', offset_bytes: 0, content: other.slice(0, 10) })
  const read = await readDocument(witness, 'calibration')
  const tareDate = supports(kit.identity, 'tare') ? await witness.send({ command: 'tareDate' }) : null
  return { unsound, other, commit, repeated, pageAfter, first, read, tareDate }
}

/** Begin, pages, commit; the exchange that ended it. */
export async function write(kit: Kit, witness: Witness, document: Uint8Array): Promise<Exchange> {
  const begin = await witness.send({ command: 'calibrationBegin', size_bytes: document.length })
  if (begin.result !== 'ok') return begin
  for (const page of pagesToWrite(document, kit.evidence.of('basics').mtu ?? DEFAULT_MTU)) {
    const exchange = await witness.send({ command: 'calibrationPage', ...page })
    if (exchange.result !== 'ok') return exchange
  }
  return witness.send({ command: 'calibrationCommit' })
}
