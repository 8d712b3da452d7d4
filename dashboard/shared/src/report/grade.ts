import type { SessionDocument } from '../api/sessions.ts'
import { SIDES } from '@solestream/processing/model'

type Quality = NonNullable<SessionDocument['result']>['quality']
export const GRADES = ['good', 'fair', 'poor'] as const
export type Grade = (typeof GRADES)[number]

/** Shares of samples that arrived, and errors of left against right, from which on data are fair and good. */
const COVERAGE_percent = { fair: 95, good: 99 }
const CLOCK_ms = { fair: 15, good: 5 }

export const gradeOfCoverage = (percent: number): Grade =>
  percent >= COVERAGE_percent.good ? 'good' : percent >= COVERAGE_percent.fair ? 'fair' : 'poor'

/** Of what is timed from one foot to the other: a difference between the feet drowns in the error of their clocks. */
export const gradeOfClock = (error_ms: number): Grade => (error_ms <= CLOCK_ms.good ? 'good' : error_ms <= CLOCK_ms.fair ? 'fair' : 'poor')

export const worstOf = (grades: readonly Grade[]): Grade => GRADES[Math.max(0, ...grades.map((grade) => GRADES.indexOf(grade)))]!

/** Of a whole recording: the worst of what arrived of each foot, of sensors that do not measure, and of the two clocks together. */
export const gradeOfRecording = ({ sides, clockError_ms }: Quality): Grade =>
  worstOf([
    ...SIDES.map((side) => gradeOfCoverage(sides[side]?.coverage_percent ?? 0)),
    ...SIDES.map((side): Grade => ((sides[side]?.deadSensors.length ?? 0) > 0 ? 'fair' : 'good')),
    gradeOfClock(clockError_ms?.leftRight ?? 0),
  ])

/** Lost for good, of both feet together. */
export function lossOf({ sides }: Quality): number {
  let [lost, all] = [0, 0]
  for (const side of SIDES) {
    lost += sides[side]?.lostSamples ?? 0
    all += (sides[side]?.samples ?? 0) + (sides[side]?.lostSamples ?? 0)
  }
  return all === 0 ? 0 : (100 * lost) / all
}
