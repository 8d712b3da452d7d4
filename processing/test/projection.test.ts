import { describe, expect, it } from 'vitest'
import { influxProjection, type OutboxEntry } from '../src/storage/index.ts'
import { offline, session, summaryOf } from './storageSamples.ts'

describe('session_summary', () => {
  const stored = summaryOf(offline('s1'))
  const entry: OutboxEntry = {
    id: 1,
    kind: 'summary',
    session: session('s1'),
    key: offline('s1'),
    range: null,
    strides: [],
    summary: {
      ...stored,
      summary: {
        ...stored.summary,
        phaseCoordinationIndex_percent: { both: { value: 6.2, n: 80, ci95: [5.8, 6.9] } },
        strideVariability_percent: { left: { value: 2.1, n: 80, ci95: null } },
      },
    },
  }
  const fields = (side: string) =>
    influxProjection(entry).points.find((p) => p.measurement === 'session_summary' && p.tags['side'] === side)!.fields

  it('has METRIC_statistic of stride metrics', () => {
    expect(fields('left')).toMatchObject({ stride_s_median: 1.1, stride_s_n: 12, stride_s_ci95_low: 1.09, algorithm: 'contact@1.0.0' })
    expect(fields('both')).toMatchObject({ stride_s_asymmetry_percent: 0.4, stride_s_asymmetry_n: 12, cadence_per_min_n: 12 })
  })

  it('has value, n and interval of figures of the recording, on the side that they are of', () => {
    expect(fields('both')).toMatchObject({
      phaseCoordinationIndex_percent_value: 6.2,
      phaseCoordinationIndex_percent_n: 80,
      phaseCoordinationIndex_percent_ci95_low: 5.8,
      phaseCoordinationIndex_percent_ci95_high: 6.9,
    })
    expect(fields('left')).toMatchObject({ strideVariability_percent_value: 2.1, strideVariability_percent_n: 80 })
    expect(fields('left')['strideVariability_percent_ci95_low']).toBeUndefined()
    expect(fields('left')['phaseCoordinationIndex_percent_value']).toBeUndefined()
  })
})
