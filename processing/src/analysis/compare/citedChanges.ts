import type { MetricName } from '../../model/index.ts'
import type { Device } from './comparison.ts'

/**
 * Smallest changes that others could tell from repeated measurement, for the same metric on the same kind of device. A row is added with its
 * source, read there; what is published for another kind of device (treadmills, walkways, force platforms) does not count here.
 */
export interface CitedChange {
  readonly metrics: readonly MetricName[]
  readonly device: Device['kind']
  /** Of the mean of both values. */
  readonly percent: number
  readonly source: string
}

export const CITED_CHANGES: readonly CitedChange[] = [
  {
    metrics: ['peakPressure_kPa'],
    device: 'pressure-insole',
    percent: 15.3,
    source:
      'Putti 2007, Gait Posture 25:401: largest coefficient of repeatability of 122 parameters, 53 healthy adults, 99 sensors a foot, 12 days apart',
  },
]
