import { vi } from 'vitest'
import { runConformance, type Conformance } from '../../src/conformance/conformance.ts'
import { createVirtualRadio, type Sabotage, type VirtualRadio } from './virtualRadio.ts'

export interface InspectOptions {
  readonly mayWrite?: boolean
  /** Nobody to ask. */
  readonly alone?: boolean
  readonly radio?: VirtualRadio
}

/** Half a minute of looking at a virtual insole, in the time of vi's fake timers. */
export async function inspected(
  sabotage: Sabotage = {},
  { mayWrite = true, alone = false, radio = createVirtualRadio(sabotage) }: InspectOptions = {},
): Promise<Conformance> {
  let done = false
  const person = { asked: () => Promise.resolve(radio.reboot()) }
  const result = runConformance({ radio, mayWrite, person: alone ? null : person }).finally(() => (done = true))
  result.catch(() => undefined)
  while (!done) await vi.advanceTimersByTimeAsync(100)
  return result
}
