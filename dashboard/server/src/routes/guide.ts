import type { FastifyRequest } from 'fastify'
import type { BeginGuide, GoGuide } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { ProblemError } from '../problems.ts'
import { eyes, noPerson, type Handlers } from './handler.ts'

type Names = 'getGuide' | 'beginGuide' | 'goGuide' | 'measureGuide' | 'leaveGuide'

export function guideHandlers(service: SessionService, people: People | null): Handlers<Names> {
  /** Whoever may see the person may go on with the session that another therapist began. */
  async function own(request: FastifyRequest) {
    const eye = await eyes(request, people?.store ?? null)
    const guide = service.guide()
    if (guide === null || eye.may(guide.about.pseudonym)) return { eye, guide }
    await eye.refused('guide.change', '', guide.about.pseudonym)
    throw new ProblemError('not-allowed', 'A guided session of somebody else’s patient is under way.', 'Ask the therapist who began it.')
  }
  const answer = () => ({ guide: service.guide() })

  return {
    // Asked for all the time while its page is open: the log says who began it and what was done.
    getGuide: async (request) => {
      const eye = await eyes(request, people?.store ?? null)
      const guide = service.guide()
      return { guide: guide !== null && eye.may(guide.about.pseudonym) ? guide : null }
    },
    beginGuide: async (request) => {
      const { pseudonym = null, condition = null } = request.body as BeginGuide
      const eye = await eyes(request, people?.store ?? null)
      if (!eye.may(pseudonym)) {
        await eye.refused('guide.begin', '', pseudonym)
        throw noPerson(String(pseudonym))
      }
      service.beginGuide({ pseudonym, condition: condition?.trim() || null })
      await eye.looked('guide.begin', '', pseudonym)
      return answer()
    },
    goGuide: async (request) => {
      const { eye } = await own(request)
      const { step } = request.body as GoGuide
      const before = service.guide()?.session ?? null
      await service.goGuide(step)
      const now = service.guide()
      if (now?.session && before === null) await eye.looked('session.record', now.session, now.about.pseudonym)
      else if (now?.session && step === 'done') await eye.looked('session.stop', now.session, now.about.pseudonym)
      return answer()
    },
    measureGuide: async (request) => {
      await own(request)
      service.measureGuide()
      return answer()
    },
    leaveGuide: async (request) => {
      const { eye, guide } = await own(request)
      const recorded = guide?.session !== null && service.status().recording?.id === guide?.session
      await service.leaveGuide()
      if (guide?.session && recorded) await eye.looked('session.stop', guide.session, guide.about.pseudonym)
      return answer()
    },
  }
}
