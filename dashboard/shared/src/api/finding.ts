import Type from 'typebox'
import { count, oneOf, orNull } from './schema.ts'
import { IntervalSchema } from './summary.ts'

const MeasuredSchema = Type.Object({ value: Type.Number(), n: count(), ci95: orNull(IntervalSchema) })

const TOPIC = oneOf(['foot-type', 'cop-tracking', 'off-balance-stride', 'early-heel-off', 'weak-push-off', 'sway'])
const COMPARED_WITH = oneOf(['other-side', 'earlier-sessions', 'range'])

export const FindingSchema = Type.Object(
  {
    rule: Type.String({ description: 'row of the table of rules' }),
    topic: TOPIC,
    foot: oneOf(['left', 'right', 'both']),
    says: Type.String(),
    measured: Type.Object({ ...MeasuredSchema.properties, metric: Type.String(), label: Type.String(), unit: Type.String() }),
    compared: Type.Object({
      with: COMPARED_WITH,
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

export const SilentRuleSchema = Type.Object(
  {
    rule: Type.String({ description: 'row of the table of rules' }),
    topic: TOPIC,
    metric: Type.String(),
    label: Type.String(),
    with: COMPARED_WITH,
    looked: Type.Boolean({ description: 'false: the data could not carry the comparison; true: nothing deviates clearly' }),
    because: Type.String(),
  },
  { description: 'a rule that said nothing, and why' },
)
