import Type, { type TOptional } from 'typebox'
import {
  SESSION_METRICS,
  SESSION_METRIC_NAMES,
  STRIDE_METRICS,
  STRIDE_METRIC_NAMES,
  type MetricDefinition,
  type SessionMetricName,
  type StrideMetricName,
} from '@solestream/processing/model'
import { count, oneOf, orNull } from './schema.ts'

// Not Type.Tuple: that writes `items` as a list, which JSON Schema 2020-12, and so OpenAPI 3.1, does not know.
export const IntervalSchema = Type.Unsafe<[low: number, high: number]>({
  type: 'array',
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
})

export const StatisticSchema = Type.Object({
  n: count('valid strides'),
  rejected: count('strides left out'),
  median: Type.Number(),
  mean: Type.Number(),
  sd: Type.Number(),
  cv_percent: orNull(Type.Number({ description: 'null where the mean is 0' })),
  robustCv_percent: orNull(Type.Number()),
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

export const FigureSchema = Type.Object({
  value: Type.Number(),
  n: count('what it rests on: strides, or pairs of them'),
  ci95: orNull(IntervalSchema),
})

const figureSummary = (description: string) =>
  Type.Object({ left: Type.Optional(FigureSchema), right: Type.Optional(FigureSchema), both: Type.Optional(FigureSchema) }, { description })

const words = ({ label, unit, feet, definition }: MetricDefinition): string =>
  `${label}${unit === '' ? '' : ` (${unit})`}, ${feet === 'both' ? 'both feet together' : 'per foot'}: ${definition}`

export const SummarySchema = Type.Object({
  ...(Object.fromEntries(
    STRIDE_METRIC_NAMES.map((name) => [name, Type.Optional(metricSummary(words(STRIDE_METRICS[name])))]),
  ) as unknown as { [M in StrideMetricName]: TOptional<ReturnType<typeof metricSummary>> }),
  ...(Object.fromEntries(
    SESSION_METRIC_NAMES.map((name) => [name, Type.Optional(figureSummary(words(SESSION_METRICS[name])))]),
  ) as unknown as { [M in SessionMetricName]: TOptional<ReturnType<typeof figureSummary>> }),
})
export const UnavailableSchema = Type.Record(Type.String(), Type.String(), { description: 'what cannot be had, with its reason' })

const SideQualitySchema = Type.Object({
  samples: count(),
  recoveredSamples: Type.Optional(count('of the samples: had back by backfill')),
  lostSamples: count('missing for good'),
  gaps: Type.Array(Type.Object({ from_s: Type.Number(), to_s: Type.Number(), samples: count() })),
  saturatedSamples: count(),
  baselineDrift_percent: orNull(Type.Number()),
  deadSensors: Type.Array(count('without signal, counted from 0')),
  stuckSensors: Type.Array(count('at one value while the others move, counted from 0')),
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

const points = Type.Array(orNull(Type.Number()), { description: 'at 0, 1, ... 100 % of the stance' })
const CurveBandSchema = Type.Object({ n: count('stances'), mean: points, sd: points })
const ForceCurveSchema = Type.Object({ ...CurveBandSchema.properties, unit: oneOf(['N', 'raw', 'kPa']) })
const GaitLineSchema = Type.Object({ unit: oneOf(['mm', 'ratio']), x: CurveBandSchema, y: CurveBandSchema })
const sensors = (description: string) => Type.Array(orNull(Type.Number()), { description })
const place = Type.Object({ x_mm: Type.Number(), y_mm: Type.Number() })
const PressureMapSchema = Type.Object({
  unit: oneOf(['kPa', 'N', 'raw']),
  n: count('stances'),
  peak: sensors('of each sensor: the largest of a stance, averaged'),
  mean: sensors('of each sensor: the mean over a stance, averaged'),
  layout: Type.Object(
    {
      geometry: oneOf(['mm', 'arbitrary', 'none']),
      length_mm: Type.Number(),
      width_mm: Type.Number(),
      outline: Type.Array(IntervalSchema, { description: 'x and y of its points' }),
      sensors: Type.Array(place),
    },
    { description: 'where the sensors are, in the foot frame' },
  ),
})

export const StanceCurvesSchema = Type.Object({
  force: Type.Object({ left: Type.Optional(ForceCurveSchema), right: Type.Optional(ForceCurveSchema) }),
  gaitLine: Type.Object(
    { left: Type.Optional(GaitLineSchema), right: Type.Optional(GaitLineSchema) },
    { description: 'foot frame: x + lateral, y from the heel; mm, or ratios of the insole’s width and length' },
  ),
  pressure: Type.Optional(Type.Object({ left: Type.Optional(PressureMapSchema), right: Type.Optional(PressureMapSchema) })),
})

export const StoredSummarySchema = Type.Object({
  key: ResultKeySchema,
  summary: SummarySchema,
  unavailable: UnavailableSchema,
  quality: QualitySchema,
  curves: Type.Optional(StanceCurvesSchema),
})
