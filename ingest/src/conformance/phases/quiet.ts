import type { Kit } from '../kit.ts'

/** Subscribed, but not started. */
export interface Quiet {
  /** Notifications of samples that came nevertheless. */
  readonly unasked: number
}

export const QUIET_MS = 600

export async function quiet(kit: Kit): Promise<Quiet> {
  const witness = await kit.link()
  await witness.listen()
  await kit.wait(QUIET_MS)
  return { unasked: witness.samples.length }
}
