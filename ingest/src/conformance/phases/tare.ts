import { joinPages, supports, TYPE } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { stretchOf } from '../packets.ts'
import type { TareSeen } from '../seen.ts'
import { NotSeen } from '../verdict.ts'
import { readDocument } from './documents.ts'
import { GRACE_MS } from './stream.ts'
import { write } from './writing.ts'

const RUN_MS = 1500

export async function tare(kit: Kit): Promise<TareSeen> {
  if (!supports(kit.identity, 'tare')) throw new NotSeen('the insole lacks the feature (bit 2)')
  if (!kit.mayWrite) throw new NotSeen('it would change the calibration that is kept: --write')
  const witness = await kit.link()
  const dateBefore = await witness.send({ command: 'tareDate' })
  const before = await readDocument(witness, 'calibration')
  const from = witness.samples.length
  await witness.send({ command: 'start' })
  await kit.wait(RUN_MS)
  // Whole seconds are kept.
  const tared_utc = `${new Date().toISOString().slice(0, 19)}Z`
  const sent = witness.samples.length
  const exchange = await witness.send({ command: 'tare', tared_utc })
  await witness.send({ command: 'stop' })
  await kit.wait(GRACE_MS)
  if (exchange.result === 'not-authorised') throw new NotSeen('it needs a bond: this computer does not pair')
  const after = await readDocument(witness, 'calibration')
  const dateAfter = await witness.send({ command: 'tareDate' })
  const old = joinPages(before.pages, TYPE.calibrationPage)
  if (exchange.result === 'ok' && supports(kit.identity, 'calibrationWrite') && old.ok && old.value.length > 0)
    await write(kit, witness, old.value)
  const left = await readDocument(witness, 'calibration')
  return { dateBefore, before, stretch: stretchOf(witness.samples.slice(from, sent)), tared_utc, exchange, after, dateAfter, left }
}
