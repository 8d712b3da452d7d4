import Type from 'typebox'
import type { Document } from './schema.ts'

/** RFC 9457, with `mend`: what the reader can do. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'names the kind of problem: about:blank, or a URN of its own' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String(),
    mend: Type.String(),
    code: Type.Optional(Type.String({ description: 'names the sentences, for who says them in another language' })),
    values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), { description: 'that stand in them' })),
  },
  { description: 'RFC 9457 problem, with a mend' },
)
export type ProblemDocument = Document<typeof ProblemSchema>
