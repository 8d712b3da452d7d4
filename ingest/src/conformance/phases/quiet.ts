import type { Kit } from '../kit.ts'
import type { Quiet } from '../seen.ts'

export const QUIET_MS = 600

export async function quiet(kit: Kit): Promise<Quiet> {
  const witness = await kit.link()
  await witness.listen()
  await kit.wait(QUIET_MS)
  return { unasked: witness.samples.length }
}
