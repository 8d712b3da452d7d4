import Type from 'typebox'
import { FindingSchema, SilentRuleSchema } from './finding.ts'
import { SessionInsoleSchema } from './calibration.ts'
import { MarkerSchema, count, oneOf, orNull, type Document } from './schema.ts'
import { ResultKeySchema, StoredSummarySchema } from './summary.ts'

export const SessionRowSchema = Type.Object({
  id: Type.String(),
  started_utc: Type.String({ description: 'ISO 8601; time_s 0 of everything in the session' }),
  ended_utc: orNull(Type.String()),
  source: Type.String(),
  pseudonym: orNull(Type.String()),
  condition: orNull(Type.String()),
  task: oneOf(['walk', 'run', 'balance']),
  strides: count('of the current result, valid or not'),
  validStrides: count(),
  current: orNull(ResultKeySchema),
  markers: Type.Array(MarkerSchema),
  insoles: Type.Array(SessionInsoleSchema, { description: 'that it was recorded with, in the order of first use' }),
})

export const SessionsSchema = Type.Object({
  sessions: Type.Array(SessionRowSchema),
  next: orNull(Type.String({ description: 'pass it as `before` for the next page; null at the end' })),
})
export type SessionsDocument = Document<typeof SessionsSchema>

export const SessionSchema = Type.Object({
  session: SessionRowSchema,
  result: orNull(StoredSummarySchema),
  findings: Type.Array(FindingSchema),
  silentRules: Type.Array(SilentRuleSchema),
})
export type SessionDocument = Document<typeof SessionSchema>

/** Session ids: what InfluxDB tags and file names allow. */
export const SessionIdParams = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 128 }) })

export const SessionsQuery = Type.Object(
  {
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$', description: '1 to 999, 50 by default' })),
    pseudonym: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 64, description: 'only sessions of this person' })),
    before: Type.Optional(Type.String({ maxLength: 128, description: 'only sessions that come after this one in the list' })),
  },
  { additionalProperties: false },
)

export const ExportQuery = Type.Object(
  { format: oneOf(['csv', 'parquet', 'json', 'fhir', 'bids', 'c3d']) },
  { additionalProperties: false },
)
