import type { InsoleDescription } from '../../model/index.ts'
import { footParts } from './parts.ts'

/** Why foot flat and heel off can't be had of these insoles: by event, or `event.side` where only one insole rules them out. */
export function rollOverUnavailable(insoles: readonly InsoleDescription[]): Record<string, string> {
  const faults = insoles.flatMap(({ side, layout, sensors }) => {
    const parts = footParts(layout, sensors)
    return typeof parts === 'string' ? [{ side, why: parts }] : []
  })
  const reasons: Record<string, string> = {}
  for (const event of ['foot-flat', 'heel-off']) {
    if (faults.length > 0 && faults.length === insoles.length) reasons[event] = faults[0]!.why
    else for (const { side, why } of faults) reasons[`${event}.${side}`] = why
  }
  return reasons
}
