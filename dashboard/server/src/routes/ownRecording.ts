import type { FastifyRequest } from 'fastify'
import type { SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { coded, ProblemError } from '../problems.ts'
import { eyes } from './handler.ts'

/**
 * For what acts on the person who walks by now: refuses where that is somebody else's patient. Returns what writes down that it was done;
 * that writes nothing where nothing is recorded.
 */
export async function ownRecording(request: FastifyRequest, service: SessionService, people: People | null, refusedAction: string) {
  const { recording } = service.status()
  const eye = await eyes(request, people?.store ?? null)
  if (recording === null || eye.may(recording.pseudonym))
    return async (action: string) => recording && eye.looked(action, recording.id, recording.pseudonym)
  await eye.refused(refusedAction, recording.id, recording.pseudonym)
  throw new ProblemError(coded('not-allowed', 'othersPatient'))
}
