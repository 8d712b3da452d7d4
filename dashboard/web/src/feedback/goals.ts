import type { FeedbackPlanDocument } from '@solestream/dashboard-shared'
import type { MessageKey } from '@solestream/dashboard-shared/language'

export type FeedbackGoal = FeedbackPlanDocument['goal']

interface GoalKind {
  readonly name: MessageKey
  /** What the person is told to do. */
  readonly told: MessageKey
  /** What lies below and above the band. */
  readonly below: MessageKey
  readonly above: MessageKey
  readonly unit: string
  readonly decimals: number
  readonly ofOneFoot: boolean
  /** Left foot longer is above zero; on the screen left is left. */
  readonly mirrored: boolean
  /** A band to begin with; the therapist sets the person's own. */
  readonly band: readonly [low: number, high: number]
}

const symmetry = {
  below: 'feedback.moreRight',
  above: 'feedback.moreLeft',
  unit: '%',
  decimals: 1,
  ofOneFoot: false,
  mirrored: true,
} as const
const amount = { below: 'feedback.less', above: 'feedback.more', mirrored: false } as const

/** How the page speaks of each goal; what it is computed from stands in sessions/src/feedback. */
export const GOALS: Readonly<Record<FeedbackGoal, GoalKind>> = {
  'stance-symmetry': { ...symmetry, name: 'feedback.stanceSymmetry', told: 'feedback.forStanceSymmetry', band: [-5, 5] },
  'load-symmetry': { ...symmetry, name: 'feedback.loadSymmetry', told: 'feedback.forLoadSymmetry', band: [-10, 10] },
  'contact-time': {
    name: 'feedback.contactTime',
    told: 'feedback.forContactTime',
    below: 'feedback.shorter',
    above: 'feedback.longer',
    unit: 's',
    decimals: 2,
    ofOneFoot: true,
    mirrored: false,
    band: [0.6, 0.7],
  },
  'forefoot-load': {
    ...amount,
    name: 'feedback.forefootLoad',
    told: 'feedback.forForefootLoad',
    unit: '%',
    decimals: 0,
    ofOneFoot: true,
    band: [40, 60],
  },
  'heel-load': {
    ...amount,
    name: 'feedback.heelLoad',
    told: 'feedback.forHeelLoad',
    unit: '%',
    decimals: 0,
    ofOneFoot: true,
    band: [30, 50],
  },
  cadence: {
    name: 'feedback.cadence',
    told: 'feedback.forCadence',
    below: 'feedback.slower',
    above: 'feedback.faster',
    unit: '/min',
    decimals: 0,
    ofOneFoot: false,
    mirrored: false,
    band: [100, 115],
  },
}
export const GOAL_IDS = Object.keys(GOALS) as FeedbackGoal[]

/** Where in the plan a block stands. */
export const STEP_WORDS = {
  before: 'feedback.before',
  full: 'feedback.full',
  half: 'feedback.half',
  after: 'feedback.after',
  always: 'feedback.always',
} as const
