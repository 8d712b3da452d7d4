/** Method and path of everything under /api, by the name that OpenAPI calls operationId. Light: it loads with the server. */
export const ROUTES = {
  getHealth: ['GET', '/api/health'],
  getOpenApi: ['GET', '/api/openapi.json'],
  getStatus: ['GET', '/api/v1/status'],
  startRecording: ['POST', '/api/v1/recording/start'],
  addMarker: ['POST', '/api/v1/recording/markers'],
  stopRecording: ['POST', '/api/v1/recording/stop'],
  listSessions: ['GET', '/api/v1/sessions'],
  getSession: ['GET', '/api/v1/sessions/:id'],
  getStrides: ['GET', '/api/v1/sessions/:id/strides'],
  getStridesCsv: ['GET', '/api/v1/sessions/:id/strides.csv'],
} as const satisfies Record<string, readonly [method: 'GET' | 'POST', path: string]>

export type RouteName = keyof typeof ROUTES
export const ROUTE_NAMES = Object.keys(ROUTES) as readonly RouteName[]

/** Not in the table: Fastify never sees an upgrade. */
export const LIVE_PATH = '/api/v1/live'
