import Type from 'typebox'
import { SideSchema, oneOf, orNull, type Document } from './schema.ts'

const strict = { additionalProperties: false }

export const GuideStepSchema = oneOf(['checks', 'sides', 'tare', 'calibrate', 'stand', 'warm-up', 'record', 'stand-again', 'done'])

export const BeginGuideBody = Type.Object(
  {
    condition: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'shoe, orthosis, aid, task' })),
    pseudonym: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 64, description: 'never a name' })),
  },
  strict,
)
export type BeginGuide = Document<typeof BeginGuideBody>

export const GoGuideBody = Type.Object({ step: GuideStepSchema }, strict)
export type GoGuide = Document<typeof GoGuideBody>
export const MeasureGuideBody = Type.Object({}, strict)
export const LeaveGuideBody = Type.Object({}, strict)

const StandingSchema = Type.Object({
  total: Type.Number({ description: 'what both insoles bear, in `unit`' }),
  unit: oneOf(['N', 'raw', 'kPa']),
  calibrated: Type.Boolean(),
  sway_percent: Type.Number({ description: 'how still the person stood: SD over mean' }),
})

export const GuideSchema = Type.Object({
  about: Type.Object({ pseudonym: orNull(Type.String()), condition: orNull(Type.String()) }),
  step: GuideStepSchema,
  begun_utc: Type.String(),
  checks: Type.Array(
    Type.Object({
      name: oneOf(['link', 'battery_percent', 'loss_percent', 'deadSensors', 'stuckSensors', 'clockError_ms', 'calibrationAge_days']),
      side: orNull(SideSchema),
      value: orNull(Type.Number({ description: 'in the unit that its name says; null: not known' })),
      verdict: oneOf(['good', 'attention', 'unknown'], { description: 'attention: a person decides whether to go on' }),
    }),
  ),
  measuring: orNull(
    Type.Object({
      what: oneOf(['sides', 'standing']),
      phase: oneOf(['get-ready', 'hold']),
      side: orNull(SideSchema),
      left_s: Type.Number({ description: 'of this phase' }),
    }),
  ),
  sides: orNull(oneOf(['right', 'swapped', 'unclear'], { description: 'whether each insole bears more while its own leg stands' })),
  tared: Type.Boolean({ description: 'both, since it was begun' }),
  calibrated: Type.Boolean({ description: 'both by body weight, since it was begun' }),
  standing: Type.Object({ before: orNull(StandingSchema), after: orNull(StandingSchema), drift_percent: orNull(Type.Number()) }),
  warmUp_s: Type.Number(),
  session: orNull(Type.String({ description: 'once it is recorded' })),
})
export type GuideDocument = Document<typeof GuideSchema>

export const GuideAnswer = Type.Object({ guide: orNull(GuideSchema) })
