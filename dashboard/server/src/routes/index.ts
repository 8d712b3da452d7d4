import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SessionService } from '@solestream/sessions'
import type { Access, People } from '../access/access.ts'
import { refusal, RULES } from '../access/rules.ts'
import { sendProblem } from '../errors.ts'
import { ROUTES, ROUTE_NAMES, type RouteName } from '../routeTable.ts'
import { validateInput } from '../validate.ts'
import { accountHandlers } from './accounts.ts'
import { agreedHandlers } from './agreed.ts'
import { calibrationHandlers } from './calibration.ts'
import { feedbackHandlers } from './feedback.ts'
import { guideHandlers } from './guide.ts'
import { setViewer, type Handlers } from './handler.ts'
import { patientAccountHandlers } from './patientAccount.ts'
import { peopleHandlers } from './people.ts'
import { recordingHandlers } from './recording.ts'
import { reportHandlers } from './report.ts'
import { sessionHandlers } from './sessions.ts'
import { signInHandlers } from './signIn.ts'
import { systemHandlers } from './system.ts'
import { treadmillHandlers } from './treadmill.ts'
import { trendHandlers } from './trends.ts'

/** Their input is nothing: the schemas need not be loaded for them. */
const WITHOUT_INPUT: ReadonlySet<RouteName> = new Set<RouteName>(['getHealth', 'getOpenApi', 'getStatus', 'getMe'])

export interface RouteDependencies {
  readonly service: SessionService
  readonly people: People | null
  readonly access: Access
  readonly version: string
}

/** Every route: who asks, whether that one may, whether the input fits; then its handler. */
export function addRoutes(app: FastifyInstance, { service, people, access, version }: RouteDependencies): void {
  const handlers: Handlers<RouteName> = {
    ...systemHandlers(service, people, { access, version }),
    ...recordingHandlers(service, people),
    ...calibrationHandlers(service, people),
    ...feedbackHandlers(service, people),
    ...guideHandlers(service, people),
    ...treadmillHandlers(service, people),
    ...sessionHandlers(service, people),
    ...reportHandlers(service, people),
    ...signInHandlers(people, access),
    ...peopleHandlers(service, people?.store ?? null),
    ...patientAccountHandlers(people?.store ?? null),
    ...trendHandlers(service, people?.store ?? null),
    ...agreedHandlers(people?.store ?? null),
    ...accountHandlers(people?.store ?? null),
  }
  for (const name of ROUTE_NAMES) {
    const [method, url] = ROUTES[name]
    app.route({
      method,
      url,
      // Before the body is read: who may not do it cannot make the server read it either.
      onRequest: async (request, reply) => {
        if (RULES[name].roles === 'anyone') return
        const viewer = await access.viewerOf(request.headers, request.ip)
        const refused = refusal(name, viewer)
        if (refused !== null) return sendProblem(reply, refused)
        if (viewer !== null) setViewer(request, viewer)
      },
      ...(WITHOUT_INPUT.has(name) ? {} : { preValidation: (request: FastifyRequest) => validateInput(name, request) }),
      handler: (request, reply) => {
        reply.header('cache-control', 'no-store')
        return handlers[name](request, reply)
      },
    })
  }
}
