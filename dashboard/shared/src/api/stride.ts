import Type, { type TNumber, type TOptional } from 'typebox'
import { EXCLUSION_REASONS, STRIDE_METRICS, STRIDE_METRIC_NAMES, type StrideMetricName } from '@solestream/processing/model'
import { SideSchema, oneOf, orNull, type Document } from './schema.ts'

const describeMetric = (name: StrideMetricName) => {
  const { label, unit, definition } = STRIDE_METRICS[name]
  return `${label} (${unit}): ${definition}`
}

/** One optional number per row of the metric table; absent, never 0, where it cannot be had. */
const metrics = Object.fromEntries(
  STRIDE_METRIC_NAMES.map((name) => [name, Type.Optional(Type.Number({ description: describeMetric(name) }))]),
) as { [M in StrideMetricName]: TOptional<TNumber> }

export const StrideSchema = Type.Object({
  side: SideSchema,
  start_s: Type.Number({ description: "initial contact, seconds on the session's clock" }),
  toeOff_s: orNull(Type.Number()),
  end_s: Type.Number({ description: 'next initial contact of the same foot' }),
  valid: Type.Boolean(),
  excludedBecause: orNull(oneOf(EXCLUSION_REASONS)),
  ...metrics,
  stride_s: Type.Number({ description: describeMetric('stride_s') }),
})
export const StridesSchema = Type.Object({ session: Type.String(), strides: Type.Array(StrideSchema) })
export type StridesDocument = Document<typeof StridesSchema>
