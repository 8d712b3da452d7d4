import Type from 'typebox'
import { count, oneOf, orNull } from './schema.ts'
import { IntervalSchema } from './summary.ts'

const MeasuredSchema = Type.Object({ value: Type.Number(), n: count(), ci95: orNull(IntervalSchema) })

export const FindingSchema = Type.Object(
  {
    rule: Type.String({ description: 'row of the table of rules' }),
    topic: oneOf(['foot-type', 'cop-tracking', 'off-balance-stride', 'early-heel-off', 'weak-push-off', 'sway']),
    foot: oneOf(['left', 'right', 'both']),
    says: Type.String(),
    measured: Type.Object({ ...MeasuredSchema.properties, metric: Type.String(), label: Type.String(), unit: Type.String() }),
    compared: Type.Object({
      with: oneOf(['other-side', 'earlier-sessions', 'range']),
      reference: Type.Number(),
      deviation: Type.Object({ ...MeasuredSchema.properties, unit: Type.String() }),
      threshold: Type.Number({ description: 'said from this deviation on' }),
      source: Type.String(),
      sessions: Type.Optional(count('earlier ones')),
    }),
    certainty: oneOf(['high', 'moderate', 'low']),
    doubts: Type.Array(Type.String(), { description: 'what keeps it from being surer' }),
    links: Type.Array(
      Type.Object({ joint: oneOf(['foot', 'ankle', 'knee', 'hip', 'back']), because: Type.String(), source: Type.String() }),
    ),
    ask: Type.Array(Type.String(), { description: 'questions to examine' }),
  },
  { description: 'describes what was measured; never a diagnosis' },
)
