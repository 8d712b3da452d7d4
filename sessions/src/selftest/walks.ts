import type { WalkerSettings } from '@solestream/ingest/virtual'
import type { Task } from '@solestream/processing/model'

/** A kind of walk whose truth is known: what the installation is tried with. */
export interface SelftestWalk {
  readonly name: string
  readonly what: string
  readonly task: Task
  readonly walker: Partial<WalkerSettings>
}

/** One seed each, so that a second run says the same. */
export const SELFTEST_WALKS: readonly SelftestWalk[] = [
  { name: 'default', what: '110 steps a minute', task: 'walk', walker: { seed: 1 } },
  { name: 'fast', what: '140 steps a minute', task: 'walk', walker: { seed: 2, cadence_per_min: 140, stance_ratio: 0.58 } },
  { name: 'slow', what: '60 steps a minute', task: 'walk', walker: { seed: 3, cadence_per_min: 60, stance_ratio: 0.72 } },
  {
    name: 'limp',
    what: 'the left foot is spared',
    task: 'walk',
    walker: { seed: 4, cadence_per_min: 95, limp: { side: 'left', severity: 0.7 }, strideVariability_percent: 4 },
  },
  { name: 'noisy', what: '2 kPa of noise in each sensor', task: 'walk', walker: { seed: 5, noise_kPa: 2 } },
  { name: 'drifting', what: 'zero points drift by 7 kPa in two minutes', task: 'walk', walker: { seed: 6, drift_kPa: 40 } },
  { name: 'running', what: '165 steps a minute, with flight', task: 'run', walker: { seed: 7, running: true } },
  { name: 'forefoot', what: 'lands on the forefoot', task: 'walk', walker: { seed: 8, footStrike: 'fore' } },
  { name: 'toes', what: 'the heel never touches the ground', task: 'walk', walker: { seed: 9, footStrike: 'toe' } },
  {
    name: 'shuffling',
    what: 'short swings, uneven strides',
    task: 'walk',
    walker: { seed: 10, footStrike: 'mid', cadence_per_min: 90, stance_ratio: 0.78, strideVariability_percent: 6 },
  },
  { name: 'stopping', what: 'stands for 4 s after every 12 s', task: 'walk', walker: { seed: 11, pauses: { walk_s: 12, stand_s: 4 } } },
  {
    name: 'unequal',
    what: 'stances differ by 20 percent',
    task: 'walk',
    walker: { seed: 12, asymmetry_percent: 20, strideVariability_percent: 4 },
  },
]
