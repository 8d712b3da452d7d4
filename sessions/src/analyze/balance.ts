import type { CopColumns, Recording } from '@solestream/ingest/recordings'
import { balanceOfCop, createBalance, createGait, insoleItem, type BalanceResult } from '@solestream/processing/analysis'
import type { Mode, Quality, WalkInputs } from '@solestream/processing/model'

export interface StandingTrial extends BalanceResult {
  readonly quality: Quality
  readonly lastSample_s: number
}

/** A standing trial, of a recorded centre of pressure or of two insoles. The same online and offline. */
export function analyzeBalance(recording: Recording, options: { readonly mode: Mode } & WalkInputs): StandingTrial {
  const cop = recording.cop()
  return cop === null ? ofInsoles(recording, options) : ofCop(recording, cop)
}

function ofCop(recording: Recording, cop: CopColumns): StandingTrial {
  const { rows, lostRows, last_s } = recording.facts()!
  const quality = { sides: {}, coverage_percent: (100 * rows) / (rows + lostRows), clockError_ms: null }
  return { ...balanceOfCop(cop), quality, lastSample_s: last_s }
}

/** Force and quality come from the same machine as in walking; what it finds of strides is not asked for. */
function ofInsoles(recording: Recording, options: { readonly mode: Mode } & WalkInputs): StandingTrial {
  const gait = createGait(options)
  const balance = createBalance(recording.insoles, options)
  let lastSample_s = 0
  for (const insole of recording.insoles) gait.push(insoleItem(insole))
  for (const block of recording.blocks()) {
    for (const output of gait.push(block)) if (output.type === 'force') balance.push(output.force)
    lastSample_s = Math.max(lastSample_s, block.time_s[block.n - 1] ?? 0)
  }
  gait.end()
  return { ...balance.result(), quality: gait.result().quality, lastSample_s }
}
