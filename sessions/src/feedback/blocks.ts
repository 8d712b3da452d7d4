import type { FeedbackPlan, FeedbackStep } from './model.ts'

export interface PlannedBlock {
  readonly step: FeedbackStep
  readonly shown: boolean
}

/**
 * Faded: feedback all the time teaches what to do, less and less of it lets the person keep it; the blocks without at both ends show what
 * stays (retention). How many of each is chosen here: the literature fades in many ways.
 */
const FADED: readonly PlannedBlock[] = [
  { step: 'before', shown: false },
  { step: 'full', shown: true },
  { step: 'full', shown: true },
  { step: 'half', shown: true },
  { step: 'half', shown: false },
  { step: 'half', shown: true },
  { step: 'half', shown: false },
  { step: 'after', shown: false },
  { step: 'after', shown: false },
]

export const plannedBlocks = ({ fading }: Pick<FeedbackPlan, 'fading'>): readonly PlannedBlock[] =>
  fading === 'faded' ? FADED : [{ step: 'always', shown: true }]

/** Index of the block at a time since the start; the number of blocks when all are over. */
export function blockAt(plan: Pick<FeedbackPlan, 'fading' | 'block_s'>, elapsed_s: number): number {
  return plan.fading === 'always' ? 0 : Math.min(FADED.length, Math.floor(elapsed_s / plan.block_s))
}
