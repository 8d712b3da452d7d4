import type { FastifyRequest } from 'fastify'
import type { FeedbackPlanDocument } from '@solestream/dashboard-shared'
import { FEEDBACK_GOALS, type SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { ProblemError } from '../problems.ts'
import type { Handlers } from './handler.ts'
import { ownRecording } from './ownRecording.ts'

export function feedbackHandlers(service: SessionService, people: People | null): Handlers<'startFeedback' | 'stopFeedback'> {
  // Each block is marked in the recording.
  const own = (request: FastifyRequest) => ownRecording(request, service, people, 'session.feedback')
  const answer = () => ({ feedback: service.status().feedback })

  return {
    startFeedback: async (request) => {
      const plan = request.body as FeedbackPlanDocument
      const fault = faultOf(plan)
      if (fault !== null) throw new ProblemError('bad-request', fault[0], fault[1])
      const done = await own(request)
      service.startFeedback(plan)
      await done('feedback.start')
      return answer()
    },
    stopFeedback: async (request) => {
      const done = await own(request)
      service.stopFeedback()
      await done('feedback.stop')
      return answer()
    },
  }
}

/** What the schema cannot say. */
function faultOf({ goal, side, low, high }: FeedbackPlanDocument): readonly [text: string, mend: string] | null {
  if (low >= high) return [`The band from ${low} to ${high} is empty.`, 'Give low below high.']
  if (FEEDBACK_GOALS[goal].side === (side === null))
    return side === null ? [`${goal} is of one foot.`, 'Give side: left or right.'] : [`${goal} is of both feet.`, 'Leave side out: null.']
  return null
}
