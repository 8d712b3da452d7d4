import Type, { type TOptional } from 'typebox'
import { BOTH_FEET_METRICS, STRIDE_METRICS, STRIDE_METRIC_NAMES, type StrideMetricName } from '@solestream/processing/model'
import { count, oneOf, orNull } from './schema.ts'

// Not Type.Tuple: that writes `items` as a list, which JSON Schema 2020-12, and so OpenAPI 3.1, does not know.
const IntervalSchema = Type.Unsafe<[low: number, high: number]>({ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 })

export const StatisticSchema = Type.Object({
  n: count('valid strides'),
  rejected: count('strides left out'),
  median: Type.Number(),
  mean: Type.Number(),
  sd: Type.Number(),
  cv_percent: Type.Number(),
  robustCv_percent: Type.Number(),
  ci95: orNull(IntervalSchema),
})

const metricSummary = (description: string) =>
  Type.Object(
    {
      left: Type.Optional(StatisticSchema),
      right: Type.Optional(StatisticSchema),
      both: Type.Optional(StatisticSchema),
      asymmetry_percent: Type.Optional(
        Type.Object(
          { value: Type.Number(), ci95: orNull(IntervalSchema), n: count() },
          { description: 'SI (Robinson) of the medians, positive when left is larger' },
        ),
      ),
    },
    { description },
  )

export const SummarySchema = Type.Object(
  Object.fromEntries(
    STRIDE_METRIC_NAMES.map((name) => {
      const { label, unit } = STRIDE_METRICS[name]
      const feet = BOTH_FEET_METRICS.has(name) ? 'both feet together' : 'per foot'
      return [name, Type.Optional(metricSummary(`${label} (${unit}), ${feet}`))]
    }),
  ) as unknown as { [M in StrideMetricName]: TOptional<ReturnType<typeof metricSummary>> },
)
export const UnavailableSchema = Type.Record(Type.String(), Type.String(), { description: 'what cannot be had, with its reason' })

const SideQualitySchema = Type.Object({
  samples: count(),
  lostSamples: count(),
  gaps: Type.Array(Type.Object({ from_s: Type.Number(), to_s: Type.Number(), samples: count() })),
  saturatedSamples: count(),
  baselineDrift_percent: orNull(Type.Number()),
  deadSensors: Type.Array(count()),
  coverage_percent: Type.Number(),
  rate_Hz: orNull(Type.Number()),
})
const error_ms = orNull(Type.Number())

export const QualitySchema = Type.Object({
  sides: Type.Object({ left: Type.Optional(SideQualitySchema), right: Type.Optional(SideQualitySchema) }),
  coverage_percent: Type.Number(),
  clockError_ms: orNull(Type.Object({ left: error_ms, right: error_ms, leftRight: error_ms })),
})

export const ResultKeySchema = Type.Object({
  session: Type.String(),
  algorithm: Type.String({ description: 'name@version' }),
  mode: oneOf(['online', 'offline']),
})

export const StoredSummarySchema = Type.Object({
  key: ResultKeySchema,
  summary: SummarySchema,
  unavailable: UnavailableSchema,
  quality: QualitySchema,
})
