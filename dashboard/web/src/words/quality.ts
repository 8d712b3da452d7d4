import type { Quality, Side } from '@solestream/processing/model'

export type Grade = 'good' | 'fair' | 'poor'
const ORDER: readonly Grade[] = ['good', 'fair', 'poor']

/** A clock error at which a difference between the feet begins to drown in it. */
const CLOCK_FAIR_ms = 5
const CLOCK_POOR_ms = 15

export interface Graded {
  readonly grade: Grade
  /** Why it is not better, in words; empty when good. */
  readonly because: string
}

/**
 * The word beside a number. Coverage is the share of samples that arrived: from 99 % good, from 95 % fair. What needs both feet also needs
 * their clocks together: within 5 ms good, within 15 ms fair.
 */
export function gradeOf(quality: Quality | null, sides: readonly Side[], bothClocks = false): Graded {
  if (quality === null) return { grade: 'poor', because: 'no quality is known yet' }
  const reasons: { grade: Grade; because: string }[] = []
  for (const side of sides) {
    const of = quality.sides[side]
    if (of === undefined) {
      reasons.push({ grade: 'poor', because: `no data of the ${side} foot` })
      continue
    }
    if (of.coverage_percent < 99)
      reasons.push({
        grade: of.coverage_percent < 95 ? 'poor' : 'fair',
        because: `${side}: ${(100 - of.coverage_percent).toFixed(1)} % of the samples are missing`,
      })
    if (of.deadSensors.length > 0)
      reasons.push({
        grade: 'fair',
        because: `${side}: ${of.deadSensors.length} dead ${of.deadSensors.length === 1 ? 'sensor' : 'sensors'}`,
      })
  }
  const clock = bothClocks ? (quality.clockError_ms?.leftRight ?? null) : null
  if (clock !== null && clock > CLOCK_FAIR_ms)
    reasons.push({ grade: clock > CLOCK_POOR_ms ? 'poor' : 'fair', because: `left against right: \u00b1${clock.toFixed(1)} ms` })
  const grade = reasons.reduce<Grade>((worst, r) => (ORDER.indexOf(r.grade) > ORDER.indexOf(worst) ? r.grade : worst), 'good')
  return { grade, because: reasons.map((r) => r.because).join('; ') }
}
