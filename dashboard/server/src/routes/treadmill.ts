import type { FastifyRequest } from 'fastify'
import type { BeltDocument } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { statusDocument } from '../statusDocument.ts'
import type { Handlers } from './handler.ts'
import { ownRecording } from './ownRecording.ts'

export function treadmillHandlers(
  service: SessionService,
  people: People | null,
): Handlers<'setBelt' | 'connectTreadmill' | 'disconnectTreadmill'> {
  const act = async (request: FastifyRequest, action: string, work: () => void | Promise<void>) => {
    const done = await ownRecording(request, service, people, 'session.belt')
    await work()
    await done(action)
    return { belt: statusDocument(service.status()).belt }
  }
  return {
    setBelt: (request) => act(request, 'belt.set', () => service.setBelt(request.body as BeltDocument)),
    connectTreadmill: (request) => act(request, 'treadmill.connect', () => service.connectTreadmill()),
    disconnectTreadmill: (request) => act(request, 'treadmill.disconnect', () => service.disconnectTreadmill()),
  }
}
