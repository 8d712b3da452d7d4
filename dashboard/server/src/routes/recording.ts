import type { FastifyRequest } from 'fastify'
import type { NewMarker, StartRecording } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { coded, ProblemError } from '../problems.ts'
import { eyes, noPerson, type Handlers } from './handler.ts'

export function recordingHandlers(
  service: SessionService,
  people: People | null,
): Handlers<'startRecording' | 'stopRecording' | 'addMarker'> {
  /** Only who may see the person that is recorded may stop or mark it. */
  async function ownRecording(request: FastifyRequest, action: string) {
    const eye = await eyes(request, people?.store ?? null)
    const recording = service.status().recording
    if (recording !== null && !eye.may(recording.pseudonym)) {
      await eye.refused(action, recording.id, recording.pseudonym)
      throw new ProblemError(coded('not-allowed', 'othersPatient'))
    }
    return { eye, recording }
  }
  return {
    startRecording: async (request, reply) => {
      const wanted = request.body as StartRecording
      const eye = await eyes(request, people?.store ?? null)
      const pseudonym = wanted.pseudonym ?? null
      if (!eye.may(pseudonym)) {
        await eye.refused('session.record', '', pseudonym)
        throw noPerson(String(pseudonym))
      }
      const started = await service.startRecording(wanted)
      await eye.looked('session.record', started.id, pseudonym)
      reply.code(201)
      return started
    },
    stopRecording: async (request) => {
      const { eye, recording } = await ownRecording(request, 'session.stop')
      const stopped = await service.stopRecording()
      await eye.looked('session.stop', stopped.id, recording?.pseudonym ?? null)
      return stopped
    },
    addMarker: async (request, reply) => {
      const { eye, recording } = await ownRecording(request, 'session.mark')
      const marker = await service.mark((request.body as NewMarker).label.trim())
      if (recording !== null) await eye.looked('session.mark', recording.id, recording.pseudonym)
      reply.code(201)
      return marker
    },
  }
}
