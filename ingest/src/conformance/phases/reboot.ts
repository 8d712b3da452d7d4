import type { Kit } from '../kit.ts'
import type { Reboot } from '../seen.ts'
import { NotSeen } from '../verdict.ts'
import { readAll } from './basics.ts'
import { readDocument } from './documents.ts'
import { run } from './stream.ts'

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
