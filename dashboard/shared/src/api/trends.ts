import Type from 'typebox'
import { METRICS, type MetricName, type MetricUnit } from '@solestream/processing/model'
import { count, oneOf, orNull, type Document } from './schema.ts'
import { IntervalSchema } from './summary.ts'

const OF = ['left', 'right', 'both', 'asymmetry'] as const
const METRIC_NAMES = Object.keys(METRICS) as MetricName[]
const UNITS = [...new Set(Object.values(METRICS).map(({ unit }) => unit))] as MetricUnit[]
const MOST_METRICS = 20
const UTC = '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?Z)?$'

/** Which metric, of which foot: as in a session's summary. */
export const MetricNameSchema = oneOf(METRIC_NAMES)
export const OfSchema = oneOf(OF, { description: 'asymmetry: SI (Robinson) of the medians, positive when left is larger' })

export const TrendsQuery = Type.Object(
  {
    metrics: Type.String({
      pattern: `^[A-Za-z0-9_]+(,[A-Za-z0-9_]+){0,${MOST_METRICS - 1}}$`,
      maxLength: 1000,
      description: `names of the table of metrics, at most ${MOST_METRICS}, with commas between`,
    }),
    from: Type.Optional(Type.String({ pattern: UTC, description: 'UTC; sessions that began then or later' })),
    to: Type.Optional(Type.String({ pattern: UTC, description: 'UTC; sessions that began before' })),
    resolution: Type.Optional(
      oneOf(['session', 'day', 'week', 'month'], {
        description: 'session by default: one value each; else one for each day, week (from Monday) or month of UTC',
      }),
    ),
  },
  { additionalProperties: false },
)

const TrendValueSchema = Type.Object({
  value: Type.Number({ description: "median of the session's strides, or its figure; of several sessions the mean of theirs" }),
  n: count('strides (pairs, minutes) that it rests on'),
  ci95: orNull(IntervalSchema),
})

export const TrendSchema = Type.Object({
  resolution: oneOf(['session', 'day', 'week', 'month']),
  task: orNull(oneOf(['walk', 'run', 'balance'])),
  points: Type.Array(
    Type.Object({
      from_utc: Type.String(),
      to_utc: orNull(Type.String({ description: 'not included; null: the point is one session' })),
      sessions: Type.Array(Type.String(), { description: 'ids; none where nothing was recorded' }),
      condition: orNull(Type.String({ description: 'null: none was entered, or they differ' })),
      speed_m_s: orNull(Type.Number({ description: 'null: not known, or they differ' })),
      coverage_percent: orNull(Type.Number({ description: 'share of the samples that arrived: of the session with the lowest' })),
      comparable: Type.Boolean({ description: 'of the condition, task and speed of the newest session that has any value' }),
    }),
  ),
  series: Type.Array(
    Type.Object({
      metric: MetricNameSchema,
      of: OfSchema,
      unit: oneOf(UNITS),
      values: Type.Array(orNull(TrendValueSchema), { description: 'one for each point; null: a gap' }),
      wobble: Type.Object(
        {
          value: orNull(Type.Number({ minimum: 0, description: "minimal detectable change, in the metric's unit; null: not known" })),
          sessions: count('comparable ones that it comes from'),
          because: Type.Optional(Type.String({ description: 'why it is not known' })),
        },
        { description: 'how much the person differs from one session to the next anyhow' },
      ),
    }),
  ),
})
export type TrendDocument = Document<typeof TrendSchema>
