import { FeedbackAnswer, FeedbackPlanBody, StopFeedbackBody } from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** What a person walks by, on the second screen. */
export const FEEDBACK_OPERATIONS = {
  startFeedback: {
    summary: 'Show one goal with its band; begins anew where one is shown',
    body: FeedbackPlanBody,
    answer: FeedbackAnswer,
    problems: [409, 503],
  },
  stopFeedback: {
    summary: 'End the feedback; nothing where there is none',
    body: StopFeedbackBody,
    answer: FeedbackAnswer,
    problems: [503],
  },
} as const satisfies Record<string, Operation>
