import type { Summary } from '../../model/index.ts'
import { SIDES } from '../../model/index.ts'
import { closureWarning } from './closure.ts'
import { loadDriftWarning } from './loadDrift.ts'

/** What a person must know before using a summary's forces, in words. */
export function summaryWarnings(summary: Summary): readonly string[] {
  return [
    closureWarning(summary.impulseClosure_percent?.both?.value),
    ...SIDES.map((side) => loadDriftWarning(side, summary.loadDrift_percent?.[side]?.value)),
  ].filter((warning) => warning !== null)
}
