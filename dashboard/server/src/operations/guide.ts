import { BeginGuideBody, GoGuideBody, GuideAnswer, LeaveGuideBody, MeasureGuideBody } from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** A session from its checks to its end, kept here while pages come and go. */
export const GUIDE_OPERATIONS = {
  getGuide: {
    summary: 'The guided session that is under way; null: none, or one of somebody else’s patient',
    answer: GuideAnswer,
    problems: [503],
  },
  beginGuide: {
    summary: 'Begin one; what was begun before and not recorded is forgotten',
    body: BeginGuideBody,
    answer: GuideAnswer,
    problems: [404, 409, 503],
  },
  goGuide: {
    summary: 'Go to a step; recording starts with `record` and stops with `done`',
    body: GoGuideBody,
    answer: GuideAnswer,
    problems: [409, 503, 507],
  },
  measureGuide: {
    summary: 'Start the exercise of this step anew: which insole is under which foot, or quiet standing',
    body: MeasureGuideBody,
    answer: GuideAnswer,
    problems: [409, 503],
  },
  leaveGuide: {
    summary: 'Leave it; what is being recorded is stopped and kept',
    body: LeaveGuideBody,
    answer: GuideAnswer,
    problems: [409, 503],
  },
} as const satisfies Record<string, Operation>
