import { SIDES, sensorName, type InsoleLayout, type Quality, type Side } from '@solestream/processing/model'
import type { Health, LiveStatus } from '../service.ts'
import type { Recording } from './recording.ts'

export const NEARLY_FULL_BYTES = 500e6

/** What a person should know now, each with its mend; empty when all is well. */
export function warningsOf(facts: {
  readonly fault: { readonly text: string; readonly mend: string } | null
  readonly freeBytes: number
  readonly recording: Recording | null
  readonly influx: Health['influx']
  readonly quality: Quality | null
  layout(side: Side): InsoleLayout | null
}): LiveStatus['warnings'] {
  const { fault, freeBytes, recording, influx, quality, layout } = facts
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
  return [...warnings, ...sensorWarnings(quality, layout)]
}

/** A sensor that does not measure is said by name: the figures are computed with what it says. */
function sensorWarnings(quality: Quality | null, layout: (side: Side) => InsoleLayout | null): LiveStatus['warnings'] {
  return SIDES.flatMap((side) => {
    const { deadSensors = [], stuckSensors = [] } = quality?.sides[side] ?? {}
    const names = (sensors: readonly number[]): string => sensors.map((k) => sensorName(k, layout(side)?.sensors[k]?.region)).join(', ')
    const mend = 'What it says still counts in force and pressure. Have the insole checked, or use another.'
    return [
      ...(deadSensors.length > 0
        ? [{ text: `${side === 'left' ? 'Left' : 'Right'} insole without signal: ${names(deadSensors)}.`, mend }]
        : []),
      ...(stuckSensors.length > 0
        ? [{ text: `${side === 'left' ? 'Left' : 'Right'} insole stuck at one value: ${names(stuckSensors)}.`, mend }]
        : []),
    ]
  })
}
