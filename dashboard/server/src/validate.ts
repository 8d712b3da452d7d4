import type { FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { ProblemError } from './problems.ts'
import type { RouteName } from './routeTable.ts'

interface Compiled {
  Check(value: unknown): boolean
  Errors(
    value: unknown,
  ): readonly { readonly instancePath: string; readonly message: string; readonly keyword: string; readonly params: object }[]
}
const compiled = new Map<TSchema, Compiled>()

async function check(schema: TSchema, value: unknown, where: string): Promise<void> {
  let validator = compiled.get(schema)
  if (validator === undefined) {
    const { Compile } = await import('typebox/compile')
    validator = Compile(schema) as unknown as Compiled
    compiled.set(schema, validator)
  }
  if (validator.Check(value)) return
  const faults = validator.Errors(value).map(({ instancePath, message, keyword, params }) => {
    const names =
      keyword === 'additionalProperties'
        ? ` (${(params as { additionalProperties: readonly string[] }).additionalProperties.join(', ')})`
        : ''
    return `${where}${instancePath.replaceAll('/', '.')} ${message}${names}`
  })
  throw new ProblemError('invalid-input', faults.join('; ') || `${where} does not fit its schema`, 'Compare it with /api/openapi.json.')
}

/** Input is checked as it came: nothing is coerced, filled in or removed. Rejects with a ProblemError. */
export async function validateInput(name: RouteName, request: FastifyRequest): Promise<void> {
  const { OPERATIONS } = await import('./operations/index.ts')
  const { params, query, body } = OPERATIONS[name]
  if (params) await check(params, request.params, 'path')
  if (query) await check(query, { ...(request.query as object) }, 'query')
  if (body) await check(body, request.body, 'body')
}
