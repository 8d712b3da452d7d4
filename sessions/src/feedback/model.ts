import type { Side } from '@solestream/processing/model'

/** One at a time: what the person is to bring into a band. */
export const FEEDBACK_GOALS = {
  /** SI of the newest stance times, % (+ left longer). */
  'stance-symmetry': { unit: '%', side: false },
  /** SI of the newest force-time integrals, % (+ left more); only where the forces of both feet may be compared. */
  'load-symmetry': { unit: '%', side: false },
  /** Stance time of one foot, s. */
  'contact-time': { unit: 's', side: true },
  /** Share of the forefoot in the force-time integral of one foot's stance, %. */
  'forefoot-load': { unit: '%', side: true },
  /** The same of the heel. */
  'heel-load': { unit: '%', side: true },
  /** Steps a minute, from the newest stride. */
  cadence: { unit: '/min', side: false },
} as const
export type FeedbackGoal = keyof typeof FEEDBACK_GOALS

export interface FeedbackPlan {
  readonly goal: FeedbackGoal
  /** Of goals of one foot; null for the others. */
  readonly side: Side | null
  /** The band, in the goal's unit. */
  readonly low: number
  readonly high: number
  /** A tone while the value is outside the band. */
  readonly tone: boolean
  /** `faded`: a block without, then with feedback all the time, half of the time, and without; `always`: until it is stopped. */
  readonly fading: 'faded' | 'always'
  /** Length of one block, s. */
  readonly block_s: number
}

/** Where in the plan a block stands; `before` and `after` show what the person does without feedback. */
export type FeedbackStep = 'before' | 'full' | 'half' | 'after' | 'always'

export interface FeedbackBlock {
  readonly step: FeedbackStep
  readonly shown: boolean
  /** Strides of the block that had a value, and those of them inside the band. */
  readonly strides: number
  readonly inside: number
}

export interface FeedbackStatus {
  readonly plan: FeedbackPlan
  /** Those that were begun. */
  readonly blocks: readonly FeedbackBlock[]
  /** Of the present block; null: without end, or all is done. */
  readonly left_s: number | null
  readonly done: boolean
  /** Of the newest stride; null before the first. */
  readonly value: number | null
  /** Why there can be none. */
  readonly unavailable: string | null
}
