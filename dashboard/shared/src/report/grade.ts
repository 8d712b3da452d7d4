import type { SessionDocument } from '../api/sessions.ts'
import { SIDES } from '@solestream/processing/model'

type Quality = NonNullable<SessionDocument['result']>['quality']
export type Grade = 'good' | 'fair' | 'poor'

/** Shares of samples that arrived, and errors of left against right, from which on data are fair and good. */
const COVERAGE_percent = { fair: 95, good: 99 }
const CLOCK_ms = { fair: 15, good: 5 }

/** Of a whole recording: the worse of what arrived of each foot, of sensors that do not measure, and of the two clocks together. */
export function gradeOfRecording({ sides, clockError_ms }: Quality): Grade {
  let worst: Grade = 'good'
  const atBest = (grade: Grade): void => {
    if (grade === 'poor' || worst === 'good') worst = grade
  }
  for (const side of SIDES) {
    const of = sides[side]
    if (of === undefined || of.coverage_percent < COVERAGE_percent.fair) atBest('poor')
    else if (of.coverage_percent < COVERAGE_percent.good || of.deadSensors.length > 0) atBest('fair')
  }
  const clock = clockError_ms?.leftRight ?? 0
  if (clock > CLOCK_ms.fair) atBest('poor')
  else if (clock > CLOCK_ms.good) atBest('fair')
  return worst
}

/** Lost for good, of both feet together. */
export function lossOf({ sides }: Quality): number {
  let [lost, all] = [0, 0]
  for (const side of SIDES) {
    lost += sides[side]?.lostSamples ?? 0
    all += (sides[side]?.samples ?? 0) + (sides[side]?.lostSamples ?? 0)
  }
  return all === 0 ? 0 : (100 * lost) / all
}
