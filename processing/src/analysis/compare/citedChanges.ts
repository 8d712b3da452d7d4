import type { Device } from './comparison.ts'

/**
 * Smallest changes that others could tell from repeated measurement, for the same metric on the same kind of device. A row is added with its
 * source, read there; what is published for another kind of device (treadmills, walkways, force platforms) does not count here.
 */
export interface CitedChange {
  /** Metrics of the whole foot, and of its parts: `peakPressure_kPa` is `heelM_peakPressure_kPa` too. */
  readonly figures: readonly string[]
  readonly device: Device['kind']
  /** Of the mean of both values. */
  readonly percent: number
  readonly source: string
}

export const CITED_CHANGES: readonly CitedChange[] = [
  {
    figures: ['peakPressure_kPa', 'pti1_kPas', 'fti_Ns', 'contactArea_mm2', 'contactTime_percent'],
    device: 'pressure-insole',
    percent: 15.3,
    source:
      'Putti 2007, Gait Posture 25:401: largest coefficient of repeatability of 122 parameters, 53 healthy adults, 99 sensors a foot, 12 days apart',
  },
]

export const citedFor = (metric: string, device: Device['kind']): CitedChange | undefined =>
  CITED_CHANGES.find((row) => row.device === device && row.figures.some((figure) => metric === figure || metric.endsWith(`_${figure}`)))
