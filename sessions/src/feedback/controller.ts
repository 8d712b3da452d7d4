import type { ForceBlock } from '@solestream/processing/graph'
import type { GaitEvent, InsoleDescription, Side, Stride } from '@solestream/processing/model'
import { ServiceFault } from '../service.ts'
import { blockAt, plannedBlocks } from './blocks.ts'
import { goalValue, type GoalValue } from './goalValue.ts'
import type { FeedbackBlock, FeedbackPlan, FeedbackStatus } from './model.ts'

/** The goal that a person walks by: told by a therapist, shown on the second screen; all in sample time. */
export interface FeedbackController {
  /** Begins anew with this plan. Throws a ServiceFault. */
  start(plan: FeedbackPlan): void
  stop(): void
  force(force: ForceBlock): void
  event(event: GaitEvent): void
  stride(stride: Stride): void
  status(): FeedbackStatus | null
}

export interface FeedbackOptions {
  insole(side: Side): InsoleDescription | null
  /** Another value, block or plan. */
  onChange(): void
  /** A block began or feedback ended: words for a marker. */
  onBlock(words: string): void
}

interface Running {
  readonly plan: FeedbackPlan
  readonly value: GoalValue
  readonly blocks: { -readonly [K in keyof FeedbackBlock]: FeedbackBlock[K] }[]
  elapsed_s: number
  /** Newest sample time; null before the first. */
  newest_s: number | null
  newest: number | null
  done: boolean
}

export function createFeedback({ insole, onChange, onBlock }: FeedbackOptions): FeedbackController {
  let running: Running | null = null

  function enter(now: Running, block: number): void {
    const planned = plannedBlocks(now.plan)[block]
    if (planned === undefined) {
      now.done = true
      onBlock('feedback done')
    } else {
      now.blocks.push({ ...planned, strides: 0, inside: 0 })
      onBlock(`feedback ${now.plan.goal} ${planned.shown ? 'shown' : 'hidden'} (${planned.step})`)
    }
    onChange()
  }

  function pass(now: Running, time_s: number): void {
    // A recording that begins or ends starts the session's clock anew.
    if (now.newest_s !== null && time_s > now.newest_s) now.elapsed_s += time_s - now.newest_s
    now.newest_s = time_s
    const block = blockAt(now.plan, now.elapsed_s)
    while (!now.done && now.blocks.length <= block) enter(now, now.blocks.length)
  }

  function take(now: Running, value: number | null): void {
    if (value === null || now.done) return
    now.newest = value
    const block = now.blocks.at(-1)
    if (block !== undefined) {
      block.strides++
      if (value >= now.plan.low && value <= now.plan.high) block.inside++
    }
    onChange()
  }

  return {
    start(plan) {
      const value = goalValue(plan, insole)
      if (value.unavailable !== null)
        throw new ServiceFault(
          409,
          `This goal cannot be shown: ${value.unavailable}.`,
          'Choose another goal, or calibrate the insoles first.',
        )
      running = { plan, value, blocks: [], elapsed_s: 0, newest_s: null, newest: null, done: false }
      enter(running, 0)
    },
    stop() {
      if (running === null) return
      if (!running.done) onBlock('feedback stopped')
      running = null
      onChange()
    },
    force(force) {
      if (running === null) return
      running.value.force(force)
      if (force.block.n > 0) pass(running, force.block.time_s[force.block.n - 1]!)
    },
    event(event) {
      if (running !== null) take(running, running.value.event(event))
    },
    stride(stride) {
      if (running !== null) take(running, running.value.stride(stride))
    },
    status() {
      if (running === null) return null
      const { plan, blocks, elapsed_s, done, newest, value } = running
      const left_s = plan.fading === 'always' || done ? null : Math.max(0, blocks.length * plan.block_s - elapsed_s)
      return { plan, blocks: blocks.map((block) => ({ ...block })), left_s, done, value: newest, unavailable: value.unavailable }
    },
  }
}
