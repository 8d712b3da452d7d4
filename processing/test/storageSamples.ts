import type { Quality, SessionMeta, Side, Statistic, Stride } from '../src/model/index.ts'
import type { ResultKey, StoredSummary } from '../src/storage/index.ts'

export const session = (id: string, more: Partial<SessionMeta> = {}): SessionMeta => ({
  id,
  started_utc: '2026-03-01T10:00:00.000Z',
  ended_utc: null,
  source: 'simulated',
  pseudonym: 'P-001',
  condition: null,
  task: 'walk',
  ...more,
})

export const online = (id: string): ResultKey => ({ session: id, algorithm: 'contact@1.0.0', mode: 'online' })
export const offline = (id: string): ResultKey => ({ session: id, algorithm: 'contact@1.0.0', mode: 'offline' })

export function stride(side: Side, start_s: number, more: Partial<Stride> = {}): Stride {
  return {
    side,
    start_s,
    toeOff_s: start_s + 0.65,
    end_s: start_s + 1.1,
    valid: true,
    excludedBecause: null,
    stride_s: 1.1,
    stance_s: 0.65,
    swing_s: 0.45,
    ...more,
  }
}

/** `n` strides of one foot, one each 1.1 s, every seventh excluded. */
export const walk = (side: Side, n: number, from_s = 0.25): Stride[] =>
  Array.from({ length: n }, (_, i) => stride(side, from_s + 1.1 * i, i % 7 === 6 ? { valid: false, excludedBecause: 'turn' } : {}))

const statistic = (median: number): Statistic => ({
  n: 12,
  rejected: 1,
  median,
  mean: median,
  sd: 0.02,
  cv_percent: 2,
  robustCv_percent: 1.9,
  ci95: [median - 0.01, median + 0.01],
})

const side = { samples: 6000, recoveredSamples: 0, lostSamples: 10, gaps: [{ from_s: 2, to_s: 2.1, samples: 10 }], saturatedSamples: 0 }
export const quality: Quality = {
  sides: {
    left: { ...side, baselineDrift_percent: null, deadSensors: [3], coverage_percent: 99.8, rate_Hz: 100 },
    right: { ...side, baselineDrift_percent: 0.5, deadSensors: [], coverage_percent: 99.9, rate_Hz: 100 },
  },
  coverage_percent: 99.8,
  clockError_ms: { left: 1.5, right: null, leftRight: null },
}

const band = { n: 12, mean: [0, 700, null], sd: [1, 20, null] }

export const summaryOf = (key: ResultKey, median = 1.1): StoredSummary => ({
  key,
  summary: {
    stride_s: { left: statistic(median), right: statistic(median), asymmetry_percent: { value: 0.4, ci95: null, n: 12 } },
    cadence_per_min: { both: statistic(120 / median) },
  },
  unavailable: { peakForce_N: 'counts are not calibrated' },
  quality,
  curves: { force: { left: { ...band, unit: 'N' } }, gaitLine: { left: { unit: 'mm', x: band, y: band } } },
})
