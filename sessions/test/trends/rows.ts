import type { SessionMeta, Summary } from '@solestream/processing/model'
import type { TrendRow } from '@solestream/processing/storage'

const statistic = (median: number, n = 300) => ({
  n,
  rejected: 0,
  median,
  mean: median,
  sd: 0,
  cv_percent: 0,
  robustCv_percent: 0,
  ci95: null,
})

export interface Walked {
  /** Day of 2026, from 0. */
  readonly day: number
  readonly cadence?: number
  readonly asymmetry?: number
  readonly speed?: number
  readonly condition?: string | null
  readonly n?: number
}

/** A session as the store's trend tells it. */
export function row({ day, cadence, asymmetry, speed, condition = null, n }: Walked): TrendRow {
  const started_utc = new Date(Date.UTC(2026, 0, 1 + day, 9)).toISOString()
  const session: SessionMeta = { id: `d${day}`, started_utc, ended_utc: null, source: 'ble', pseudonym: 'P-1', condition, task: 'walk' }
  const summary: Summary = {
    ...(cadence === undefined ? {} : { cadence_per_min: { both: statistic(cadence, n) } }),
    ...(asymmetry === undefined
      ? {}
      : {
          stance_s: {
            left: statistic(0.7),
            right: statistic(0.7),
            asymmetry_percent: { value: asymmetry, ci95: [asymmetry - 1, asymmetry + 1], n: 150 },
          },
        }),
    ...(speed === undefined ? {} : { speed_m_s: { both: { value: speed, n: 1, ci95: null } } }),
  }
  return { session, summary, coverage_percent: 99 }
}
