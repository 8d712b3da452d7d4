import Type from 'typebox'
import { count, orNull, type Document } from './schema.ts'
import { MetricNameSchema, OfSchema } from './trends.ts'

const strict = { additionalProperties: false }
const By = orNull(Type.Object({ account: count(), name: Type.String() }, { description: 'null: the account is gone' }))
const goal = {
  metric: MetricNameSchema,
  of: OfSchema,
  atLeast: orNull(Type.Number({ description: "in the metric's unit" })),
  atMost: orNull(Type.Number({ description: 'both: a band; at least one of them is there' })),
  words: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'as it was said when it was agreed' }),
  agreedOn: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'the day' }),
}

export const GoalBody = Type.Object(goal, strict)
export type NewGoal = Document<typeof GoalBody>
export const GoalSchema = Type.Object({ id: count(), ...goal, by: By, ended_utc: orNull(Type.String()) })
export type GoalDocument = Document<typeof GoalSchema>
export const GoalsSchema = Type.Object({ goals: Type.Array(GoalSchema, { description: 'newest first; ended ones too' }) })
export type GoalsDocument = Document<typeof GoalsSchema>

export const NoteBody = Type.Object({ text: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) }, strict)
export const NoteSchema = Type.Object({
  id: count(),
  text: Type.String(),
  written_utc: Type.String(),
  byPerson: Type.Boolean({ description: 'by the person, else by one who treats' }),
  by: By,
})
export type NoteDocument = Document<typeof NoteSchema>
export const NotesSchema = Type.Object({ notes: Type.Array(NoteSchema, { description: 'newest first' }) })
export type NotesDocument = Document<typeof NotesSchema>
