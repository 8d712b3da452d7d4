import { BeltAnswer, BeltBody, TreadmillBody } from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** The belt's speed, typed or told by a treadmill (Fitness Machine Service) over Bluetooth. */
export const TREADMILL_OPERATIONS = {
  setBelt: {
    summary: 'The belt runs like this from now on; not while a treadmill tells it itself',
    body: BeltBody,
    answer: BeltAnswer,
    problems: [409, 503],
  },
  connectTreadmill: {
    summary: 'Look for a treadmill over Bluetooth and keep a link to the first that is found',
    body: TreadmillBody,
    answer: BeltAnswer,
    problems: [409, 503],
  },
  disconnectTreadmill: {
    summary: 'End that link; nothing where there is none',
    body: TreadmillBody,
    answer: BeltAnswer,
    problems: [409, 503],
  },
} as const satisfies Record<string, Operation>
