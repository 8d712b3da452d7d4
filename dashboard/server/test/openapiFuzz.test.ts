import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROUTES, type RouteName } from '../src/routeTable.ts'
import { OWN } from './app.ts'
import { HOSTILE, nearlyValid, valid, type Schema } from './fromSchema.ts'
import { clinic, WHO } from './world.ts'

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: 'path' | 'query'; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
  readonly responses: Readonly<Record<string, unknown>>
}
/** What may take away, once it worked, what the others are asked about: each has a world of its own. */
const ENDS = ['erasePerson', 'disableAccount', 'resetPassword', 'releaseTherapist', 'setUp'] as const satisfies readonly RouteName[]

test.each([['all that leave the world as it was', null], ...ENDS.map((name) => [name, name] as const)] as const)(
  '%s: whatever the OpenAPI document allows, or nearly allows, whoever asks: an answer that it names, and nothing of somebody else',
  async (_, alone) => {
    const c = await clinic()
    const headers = Object.fromEntries(await Promise.all(WHO.map(async (who) => [who, await c.as(who)] as const)))
    const document = (await c.app.inject({ url: '/api/openapi.json', headers: headers['therapist']! })).json<{
      paths: Record<string, Record<string, Operation>>
    }>()
    const operations = Object.values(document.paths)
      .flatMap((path) => Object.values(path))
      .filter(
        ({ operationId }) => operationId in ROUTES && (alone === null ? !ENDS.some((name) => name === operationId) : operationId === alone),
      )
    expect(operations.length).toBeGreaterThan(0)
    const requests = operations.map((operation) => {
      const { parameters = [], requestBody } = operation
      const body = requestBody?.content['application/json'].schema
      const own = fc.constantFrom(c.own.pseudonym, 's1', 's3', '1', '2', 'P-7K3M9Q', ...HOSTILE)
      const values = parameters.map(({ name, schema }) => fc.tuple(fc.constant(name), fc.oneof(own, valid(schema))))
      return fc.record({
        operation: fc.constant(operation),
        parameters: fc.tuple(...values),
        body: body === undefined ? fc.constant(undefined) : fc.oneof(valid(body), nearlyValid(body)),
      })
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(...requests), fc.constantFrom(...WHO), async ({ operation, parameters, body }, who) => {
        const [method, path] = ROUTES[operation.operationId as RouteName]
        let url: string = path
        const query = new URLSearchParams()
        for (const [name, value] of parameters) {
          if (path.includes(`:${name}`)) url = url.replace(`:${name}`, () => encodeURIComponent(String(value)))
          else if (value !== undefined) query.set(name, String(value))
        }
        const answer = await c.app.inject({
          method,
          url: query.size > 0 ? `${url}?${query}` : url,
          headers: operation.operationId === 'signOut' ? OWN : headers[who]!,
          ...(body === undefined ? {} : { payload: body as object }),
        })
        const asked = [operation.operationId, who, answer.statusCode]
        expect([...asked, answer.statusCode < 500]).toEqual([...asked, true])
        // Addresses that lead nowhere (a part with nothing in it, or too long) are of no operation.
        if (answer.statusCode !== 404) expect(Object.keys(operation.responses), asked.join(' ')).toContain(String(answer.statusCode))
        expect(answer.body).not.toContain(c.other.name)
        if (operation.operationId !== 'getLog') expect(answer.body).not.toContain(c.other.pseudonym)
        if (who === 'nobody' && operation.operationId !== 'getOpenApi') expect(answer.body).not.toMatch(/Ada Müller|"median":[0-9]/)
      }),
      { numRuns: alone === null ? 1500 : 150 },
    )
    expect(c.bugs).toEqual([])
    expect(await c.store.verifyLog([])).toMatchObject({ ok: true })
  },
  120_000,
)
