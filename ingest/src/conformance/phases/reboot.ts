import type { Kit } from '../kit.ts'
import type { Stretch } from '../packets.ts'
import { NotSeen } from '../verdict.ts'
import { readAll, type Basics } from './basics.ts'
import { readDocument, type DocumentRead } from './documents.ts'
import { run } from './stream.ts'

/** A person switched the insole off and on again. */
export interface Reboot {
  readonly values: Basics['values']
  readonly calibration: DocumentRead
  readonly stretch: Stretch
}

const HEAR_MS = 60_000
const RUN_MS = 1000

export async function reboot(kit: Kit): Promise<Reboot> {
  if (kit.person === null) throw new NotSeen('it needs a person who switches the insole off and on: --ask')
  await kit.person.asked('reboot')
  await kit.restarted()
  if (!(await kit.hearAgain(HEAR_MS))) throw new Error(`it was not heard again within ${HEAR_MS / 1000} s`)
  const { witness, discovery } = await kit.connect()
  if (discovery !== null) throw new Error(`it could not be connected again: ${discovery}`)
  const { values } = await readAll(witness)
  await witness.listen()
  return { values, calibration: await readDocument(witness, 'calibration'), stretch: await run(kit, witness, RUN_MS) }
}
