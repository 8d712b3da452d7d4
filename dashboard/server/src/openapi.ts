import { ProblemSchema } from '@solestream/dashboard-shared/api'
import type { Operation } from './operations/index.ts'
import { OPERATIONS } from './operations/index.ts'
import { RULES } from './access/rules.ts'
import { LIVE_PATH, ROUTES, ROUTE_NAMES, type RouteName } from './routeTable.ts'

const PROBLEM = { $ref: '#/components/responses/Problem' }

function parameters({ params, query }: Operation): readonly object[] {
  const list = (place: 'path' | 'query', schema: Operation['params']) =>
    Object.entries(schema?.properties ?? {}).map(([name, { description, ...rest }]: [string, { description?: string }]) => ({
      name,
      in: place,
      required: place === 'path',
      ...(description === undefined ? {} : { description }),
      schema: rest,
    }))
  return [...list('path', params), ...list('query', query)]
}

function describe(operationId: RouteName, operation: Operation): object {
  const found = parameters(operation)
  const { roles, scope } = RULES[operationId]
  const changes = ROUTES[operationId][0] !== 'GET'
  const own = [
    ...(roles === 'anyone' ? [] : [401, 403]),
    ...(changes ? [403] : []),
    ...(operation.body ? [413, 415] : []),
    ...(operation.problems ?? []),
  ]
  return {
    operationId,
    summary: operation.summary,
    ...(roles === 'anyone' ? { security: [] } : { description: whoMay(roles, scope) }),
    ...(found.length > 0 ? { parameters: found } : {}),
    ...(operation.body ? { requestBody: { required: true, content: { 'application/json': { schema: operation.body } } } } : {}),
    responses: {
      [operation.status ?? 200]: {
        description: 'Done',
        content: { [operation.contentType ?? 'application/json']: { schema: operation.answer } },
      },
      ...Object.fromEntries([400, ...own, 421, 500].map((status) => [status, PROBLEM])),
    },
  }
}

const whoMay = (roles: readonly string[], scope: string | null): string =>
  `For: ${roles.join(', ')}. ${scope === null ? 'No token may do this.' : `A token needs the scope ${scope}.`}`

const live = {
  get: {
    operationId: 'live',
    summary: 'WebSocket: binary messages on arrival',
    description:
      'The first byte of a message is its type; layouts of all types: dashboard/shared/src/live. A client may acknowledge frames; one that is slow gets the newest frame of each side and a count of those it missed.',
    responses: { 101: { description: 'The socket is open' }, 401: PROBLEM, 403: PROBLEM, 421: PROBLEM, 426: PROBLEM, 503: PROBLEM },
  },
}

/** OpenAPI 3.1 of everything that is served under /api. `cookie`: the name of the one that signs in here. */
export function openApiDocument(version: string, cookie: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const name of ROUTE_NAMES) {
    const [method, path] = ROUTES[name]
    const template = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: describe(name, OPERATIONS[name]) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'solestream',
      version,
      description:
        'Gait from pressure insoles: what was measured, never a diagnosis. Units stand in the names, SI symbols after an underscore.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ cookie: [] }, { token: [] }],
    paths: { ...paths, [LIVE_PATH]: live },
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: cookie, description: 'set by signIn' },
        token: { type: 'http', scheme: 'bearer', description: 'made by createToken' },
      },
      responses: {
        Problem: { description: 'What went wrong and what to do', content: { 'application/problem+json': { schema: ProblemSchema } } },
      },
    },
  }
}
