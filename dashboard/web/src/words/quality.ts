import { gradeOfClock, gradeOfCoverage, worstOf, type Grade } from '@solestream/dashboard-shared/report'
import type { Quality, Side } from '@solestream/processing/model'
import { number } from './format.ts'
import { t } from './say.ts'

export interface Graded {
  readonly grade: Grade
  /** Why it is not better, in words; empty when good. */
  readonly because: string
}

/** The word beside a number. What needs both feet also needs their clocks together. */
export function gradeOf(quality: Quality | null, sides: readonly Side[], bothClocks = false): Graded {
  if (quality === null) return { grade: 'poor', because: t('quality.unknown') }
  const reasons: Graded[] = []
  const add = (grade: Grade, because: () => string): void => {
    if (grade !== 'good') reasons.push({ grade, because: because() })
  }
  for (const side of sides) {
    const of = quality.sides[side]
    if (of === undefined) {
      add('poor', () => t('quality.noData', { side }))
      continue
    }
    const [name, share] = [t(`common.${side}`), 100 - of.coverage_percent]
    add(gradeOfCoverage(of.coverage_percent), () => t('quality.missing', { side: name, share: number(share, 1) }))
    add(of.deadSensors.length > 0 ? 'fair' : 'good', () => t('quality.dead', { side: name, n: of.deadSensors.length }))
  }
  const clock = bothClocks ? (quality.clockError_ms?.leftRight ?? null) : null
  if (clock !== null) add(gradeOfClock(clock), () => t('quality.clock', { error: number(clock, 1) }))
  return { grade: worstOf(reasons.map(({ grade }) => grade)), because: reasons.map(({ because }) => because).join('; ') }
}
