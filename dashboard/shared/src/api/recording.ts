import Type from 'typebox'
import type { Document } from './schema.ts'

const strict = { additionalProperties: false }

export const StartRecordingBody = Type.Object(
  {
    condition: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'shoe, orthosis, task' })),
    pseudonym: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 64, description: 'never a name' })),
  },
  strict,
)
export type StartRecording = Document<typeof StartRecordingBody>

export const StopRecordingBody = Type.Object({}, strict)

export const MarkerBody = Type.Object({ label: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }) }, strict)
export type NewMarker = Document<typeof MarkerBody>

export const RecordingSchema = Type.Object({ id: Type.String() })
export type RecordingDocument = Document<typeof RecordingSchema>
export { MarkerSchema } from './schema.ts'
