import type { Health, LiveStatus } from '../service.ts'
import type { Recording } from './recording.ts'

export const NEARLY_FULL_BYTES = 500e6

/** What a person should know now, each with its mend; empty when all is well. */
export function warningsOf(facts: {
  readonly fault: { readonly text: string; readonly mend: string } | null
  readonly freeBytes: number
  readonly recording: Recording | null
  readonly influx: Health['influx']
}): LiveStatus['warnings'] {
  const { fault, freeBytes, recording, influx } = facts
  const warnings: { text: string; mend: string }[] = []
  if (fault) warnings.push(fault)
  if (freeBytes < NEARLY_FULL_BYTES)
    warnings.push({
      text: `The disk is nearly full: ${Math.round(freeBytes / 1e6)} MB left.`,
      mend: 'Free space now: when it is full the recording stops (what was recorded stays).',
    })
  if (recording?.storeFault)
    warnings.push({
      text: `The database does not take strides: ${recording.storeFault} Nothing is lost: they are kept and tried again.`,
      mend: 'Check the data folder and its disk.',
    })
  if (influx?.state === 'absent')
    warnings.push({
      text: `InfluxDB can't be reached; ${influx.backlog} entries wait. Nothing is lost.`,
      mend: 'Start it, or check SOLESTREAM_INFLUX_URL.',
    })
  if (influx?.state === 'refused')
    warnings.push({
      text: `InfluxDB refuses us; ${influx.backlog} entries wait. Nothing is lost.`,
      mend: 'Check its user, password and database (SOLESTREAM_INFLUX_...).',
    })
  return warnings
}
