import Type from 'typebox'
import { SideSchema, count, oneOf, orNull, type Document } from './schema.ts'

const strict = { additionalProperties: false }

const plan = {
  goal: oneOf(['stance-symmetry', 'load-symmetry', 'contact-time', 'forefoot-load', 'heel-load', 'cadence']),
  side: orNull(SideSchema),
  low: Type.Number({ minimum: -300, maximum: 300, description: 'lower edge of the band, in the unit of the goal' }),
  high: Type.Number({ minimum: -300, maximum: 300 }),
  tone: Type.Boolean({ description: 'a tone while the value is outside the band' }),
  fading: oneOf(['faded', 'always'], { description: 'faded: without, all the time, half of the time, without' }),
  block_s: Type.Number({ minimum: 10, maximum: 600, description: 'length of one block' }),
}

/** One goal at a time; `side` is of goals of one foot, null for the others. */
export const FeedbackPlanBody = Type.Object(plan, strict)
export type FeedbackPlanDocument = Document<typeof FeedbackPlanBody>

export const StopFeedbackBody = Type.Object({}, strict)

export const FeedbackSchema = Type.Object({
  plan: Type.Object(plan),
  blocks: Type.Array(
    Type.Object({
      step: oneOf(['before', 'full', 'half', 'after', 'always']),
      shown: Type.Boolean(),
      strides: count('that had a value'),
      inside: count('of them inside the band'),
    }),
    { description: 'those that were begun' },
  ),
  left_s: orNull(Type.Number({ description: 'of the present block' })),
  done: Type.Boolean(),
  value: orNull(Type.Number({ description: 'of the newest stride' })),
  unavailable: orNull(Type.String()),
})
export type FeedbackDocument = Document<typeof FeedbackSchema>

export const FeedbackAnswer = Type.Object({ feedback: orNull(FeedbackSchema) })
