import type { SessionDocument } from '@solestream/dashboard-shared'
import { SIDES, sensorName, type Region } from '@solestream/processing/model'

/** Sensors that do not measure, each by its name: L sensor 4 (lateral heel); null: there are none. */
export function sensorWords(
  quality: NonNullable<SessionDocument['result']>['quality'],
  insoles: SessionDocument['session']['insoles'],
  list: 'deadSensors' | 'stuckSensors',
): string | null {
  const names = SIDES.flatMap((side) => {
    const regions = insoles.find((insole) => insole.side === side)?.regions ?? []
    const letter = side === 'left' ? 'L' : 'R'
    // Sessions of older versions tell of dead ones only.
    return (quality.sides[side]?.[list] ?? []).map((k) => `${letter} ${sensorName(k, regions[k] as Region | undefined)}`)
  })
  return names.length === 0 ? null : names.join(', ')
}
