import fc, { type Arbitrary } from 'fast-check'

/** As OpenAPI tells it. */
export interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
}

export const HOSTILE = [
  "' OR 1=1 --",
  '" ; DROP MEASUREMENT stride',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '\u0000',
  '\u202E',
  '${7*7}',
]

/** None can be made of these; without them a text fits nearly. */
const LOOKAHEAD = /\(\?[=!](?:[^()]|\([^()]*\))*\)/g

/** What a schema asks for. */
export function valid(schema: Schema): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(valid))
  const { minimum: min = -1e6, maximum: max = 1e6 } = schema
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valid(one)] as const)
      return fc.record(Object.fromEntries(properties), { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array':
      return fc.array(valid(schema.items ?? {}), { minLength: 1, maxLength: 3 })
    case 'string':
      return schema.pattern === undefined
        ? fc.oneof(fc.string({ minLength: 2, maxLength: 40 }), fc.constantFrom(...HOSTILE))
        : fc.stringMatching(new RegExp(schema.pattern.replaceAll(LOOKAHEAD, '')))
    case 'integer':
      return fc.integer({ min, max })
    case 'number':
      return fc.double({ min, max, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** The same, with one thing in it that should not be. */
export const nearlyValid = (schema: Schema): Arbitrary<unknown> =>
  fc
    .tuple(
      valid(schema),
      fc.oneof(fc.constantFrom(...Object.keys(schema.properties ?? {}), 'role', '__proto__x', 'pseudonym'), fc.string()),
      fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...HOSTILE, -1, 1e308, '')),
    )
    .map(([value, name, wrong]) => (typeof value === 'object' && value !== null ? { ...value, [name]: wrong } : wrong))
