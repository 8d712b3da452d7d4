import Type from 'typebox'
import { LANGUAGES } from '../language/languages.ts'
import { count, oneOf, orNull, type Document } from './schema.ts'
import { IntervalSchema } from './summary.ts'

const id = (description: string) => Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 128, description })
const speed = (of: string) =>
  Type.Optional(
    Type.String({
      pattern: '^(0\\.(?!0+$)[0-9]{1,3}|(1[0-4]|[1-9])(\\.[0-9]{1,3})?)$',
      description: `m/s, of session ${of}, where the session does not know it`,
    }),
  )

export const CompareQuery = Type.Object(
  { a: id('session, the earlier or the reference'), b: id('session'), speedA: speed('a'), speedB: speed('b') },
  { additionalProperties: false },
)

/** In which language texts are; English without it. */
export const LanguageQuery = Type.Object({ language: Type.Optional(oneOf(LANGUAGES)) }, { additionalProperties: false })

const ComparedSchema = Type.Object({
  session: Type.String(),
  task: oneOf(['walk', 'run', 'balance']),
  mode: oneOf(['online', 'offline']),
  algorithm: Type.String({ description: 'name@version' }),
  device: Type.Object({ kind: oneOf(['pressure-insole', 'other']), layout: orNull(Type.String()) }),
  speed_m_s: orNull(Type.Number()),
})
const ValueSchema = Type.Object({ value: orNull(Type.Number()), n: count() })

export const ChangeSchema = Type.Object({
  metric: Type.String(),
  of: oneOf(['left', 'right', 'both', 'asymmetry']),
  unit: Type.String(),
  a: ValueSchema,
  b: ValueSchema,
  difference: orNull(Type.Number({ description: 'b - a' })),
  ci95: orNull(IntervalSchema),
  detectable: Type.Object(
    {
      how: oneOf(['own-sessions', 'cited', 'unknown']),
      value: orNull(Type.Number({ description: 'as it is defined: 1.96 sqrt(2) SEM' })),
      ofFew: Type.Optional(Type.Number({ description: "of own sessions: with Student's t for 1.96; what the difference is held against" })),
      sessions: Type.Optional(count()),
      source: Type.Optional(Type.String()),
      because: Type.Optional(Type.String()),
    },
    { description: 'the smallest change that is more than the usual difference from session to session' },
  ),
  beyondDetectable: orNull(Type.Boolean()),
})

export const ComparisonSchema = Type.Object({
  solestream: Type.String(),
  a: ComparedSchema,
  b: ComparedSchema,
  baselines: Type.Array(ComparedSchema, { description: 'own sessions that say what is usual' }),
  speed: Type.Object({
    status: oneOf(['matched', 'different', 'unknown'], { description: 'different: more than 0.05 m/s apart' }),
    a_m_s: orNull(Type.Number()),
    b_m_s: orNull(Type.Number()),
  }),
  warnings: Type.Array(Type.String(), { description: 'what has to be known before a difference is read' }),
  changes: Type.Array(ChangeSchema),
  romberg: orNull(Type.Record(Type.String(), Type.Unknown())),
})
export type ComparisonDocument = Document<typeof ComparisonSchema>
export type ChangeDocument = Document<typeof ChangeSchema>
