import type { MetricName } from '../../model/index.ts'
import { METRICS } from '../../model/index.ts'
import type { Device } from './comparison.ts'

/** What compares sensors of one insole with each other: without a calibration their gains may differ. */
const BETWEEN_SENSORS = new Set(['positions', 'geometry', 'regions', 'heel-and-forefoot'])

/** The push-off ratio is of one stance, but the first peak is borne by the heel's sensors and the second by the forefoot's. */
export const comparesSensors = (metric: MetricName): boolean =>
  metric === 'pushOff_ratio' || METRICS[metric].needs.some((need) => BETWEEN_SENSORS.has(need))

/** Where the sensors lie, or what they are worth, is part of the figure: other insoles, other figures. */
export const dependsOnInsoles = (metric: MetricName): boolean =>
  comparesSensors(metric) || METRICS[metric].needs.some((need) => need === 'kPa' || need === 'newtons')

/** Null: not known. A centre of pressure of an unknown device is compared with its like. */
export function otherInsoles(a: Device | undefined, b: Device | undefined): boolean | null {
  if (a === undefined || b === undefined) return null
  if (a.kind !== b.kind) return true
  if (a.kind === 'other') return false
  return a.layout === null || b.layout === null ? null : a.layout !== b.layout
}
