import Type from 'typebox'
import { oneOf, orNull, type Document } from './schema.ts'

const strict = { additionalProperties: false }

/** From now on; null: no longer known. 8 m/s is more than treadmills run. */
export const BeltBody = Type.Object(
  {
    speed_m_s: orNull(Type.Number({ minimum: 0, maximum: 8 })),
    incline_percent: orNull(Type.Number({ minimum: -30, maximum: 50, description: 'up is positive' })),
  },
  strict,
)
export type BeltDocument = Document<typeof BeltBody>

export const TreadmillBody = Type.Object({}, strict)

export const BeltSchema = Type.Object({
  speed_m_s: orNull(Type.Number({ description: '0: it stands; null: not known' })),
  incline_percent: orNull(Type.Number({ description: 'up is positive' })),
  teller: orNull(oneOf(['treadmill', 'typed'], { description: 'who told it; null: nobody' })),
  link: Type.Object({
    state: oneOf(['none', 'searching', 'connecting', 'connected', 'lost']),
    name: orNull(Type.String()),
    detail: Type.String(),
    mend: orNull(Type.String()),
  }),
  canConnect: Type.Boolean({ description: 'whether a treadmill can be had over Bluetooth here' }),
})
export type BeltStatusDocument = Document<typeof BeltSchema>

export const BeltAnswer = Type.Object({ belt: BeltSchema })
