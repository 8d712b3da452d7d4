import type { TSchema } from 'typebox'

type Fields = TSchema & { readonly properties: Readonly<Record<string, TSchema>> }

/** What a route takes and gives. */
export interface Operation {
  readonly summary: string
  readonly params?: Fields
  readonly query?: Fields
  readonly body?: TSchema
  readonly status?: 200 | 201
  readonly contentType?: string
  readonly answer: TSchema
  /** Statuses of its own beside 400, 401, 403, 421 and 500. */
  readonly problems?: readonly (401 | 403 | 404 | 409 | 429 | 503 | 507)[]
}
