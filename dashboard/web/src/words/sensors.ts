import type { SessionDocument } from '@solestream/dashboard-shared'
import { PLANTAR_REGIONS, SIDES } from '@solestream/processing/model'
import { t } from './say.ts'

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
    return (quality.sides[side]?.[list] ?? []).map((k) => `${letter} ${nameOf(k, regions[k])}`)
  })
  return names.length === 0 ? null : names.join(', ')
}

/** Counted from 1, and where its insole has told so, with the part of the foot under which it lies. */
function nameOf(sensor: number, region: string | undefined): string {
  const part = PLANTAR_REGIONS.find((one) => one === region)
  return part === undefined ? t('sessions.sensor', { n: sensor + 1 }) : t('sessions.sensorAt', { n: sensor + 1, part: t(`parts.${part}`) })
}
