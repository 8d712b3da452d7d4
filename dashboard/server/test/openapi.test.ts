import { describe, expect, test } from 'vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { LIVE_PATH, ROUTES, ROUTE_NAMES } from '../src/routeTable.ts'
import { OWN, testApp } from './app.ts'

interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly responses: Readonly<Record<string, unknown>> }
}
interface OpenApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: object }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly responses: Readonly<
    Record<
      string,
      { readonly $ref?: string; readonly description?: string; readonly content?: Readonly<Record<string, { readonly schema: object }>> }
    >
  >
}

const load = async () => (await testApp().app.inject({ url: '/api/openapi.json', headers: OWN })).json<OpenApi>()

describe('/api/openapi.json', () => {
  test('lists every route once, and the live socket', async () => {
    const { paths, openapi, info } = await load()
    expect([openapi, info.title, info.version]).toEqual(['3.1.0', 'solestream', '1.2.3'])
    const served = ROUTE_NAMES.map((name) => `${ROUTES[name][0]} ${ROUTES[name][1].replaceAll(/:(\w+)/g, '{$1}')}`)
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(listed.sort()).toEqual([...served, `GET ${LIVE_PATH}`].sort())
  })

  test('each operation has what OpenAPI 3.1 asks for', async () => {
    const { paths, components } = await load()
    const ids = new Set<string>()
    const ajv = new Ajv2020({ strict: false })
    for (const [path, operations] of Object.entries(paths)) {
      for (const operation of Object.values(operations)) {
        expect(ids.has(operation.operationId)).toBe(false)
        ids.add(operation.operationId)
        const inPath = operation.parameters?.filter((one) => one.in === 'path') ?? []
        expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
        expect(inPath.every(({ required }) => required)).toBe(true)
        const contents = [operation.requestBody?.content, ...Object.values(operation.responses).map(({ content }) => content)]
        for (const schema of [...contents.flatMap((content) => Object.values(content ?? {})), ...(operation.parameters ?? [])].map(
          (one) => one.schema,
        )) {
          expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null])
          expect(() => ajv.compile(schema)).not.toThrow()
        }
        for (const [status, response] of Object.entries(operation.responses)) {
          expect(status).toMatch(/^[1-5]\d\d$/)
          if (response.$ref === undefined) expect(response.description).toEqual(expect.any(String))
          else expect(components.responses).toHaveProperty(response.$ref.replace('#/components/responses/', ''))
        }
      }
    }
  })
})
