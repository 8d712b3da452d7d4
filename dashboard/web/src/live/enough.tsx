import { METRICS, type Side } from '@solestream/processing/model'
import { number } from '../words/format.ts'
import { rich, t } from '../words/say.ts'
import { ASYMMETRY_MINIMUM_N, VARIABILITY_MINIMUM_N } from './figureTable.ts'
import { counted, figures, status } from './liveModel.ts'

/** Strides so far, and what they are enough for. */
export function Enough() {
  const recording = status.value?.recording ?? null
  if (recording === null) return null
  const count = (children: unknown) => <output data-figure="strides">{children as string}</output>
  const [main, next] = enoughWords(strides(recording.strides), strideTime_s())
  return (
    <>
      <span>{rich('live.strides', { count }, { n: number(recording.strides) })}</span>
      <span>{main}</span>
      {next !== null && <span class="note">{next}</span>}
    </>
  )
}

/** Of the foot that has fewer. A page that was opened late counted few, and the summary looks back on the newest only: then half of all. */
function strides(all: number): number {
  const of = figures.value?.summary.stride_s
  const newest = Math.min(of?.left?.n ?? 0, of?.right?.n ?? 0)
  return Math.max(newest, Math.min(counted.value.left, counted.value.right), newest === 0 ? 0 : Math.floor(all / 2))
}

/** Median of both feet, for how long there is to go; null before there are figures. */
function strideTime_s(): number | null {
  const of = figures.value?.summary.stride_s
  const medians = (['left', 'right'] satisfies Side[]).flatMap((side) => of?.[side]?.median ?? [])
  return medians.length === 0 ? null : medians.reduce((a, b) => a + b, 0) / medians.length
}

/** `n`: valid strides of the foot that has fewer. What can be said now, and what comes next. */
export function enoughWords(n: number, stride_s: number | null): readonly [string, string | null] {
  if (n < ASYMMETRY_MINIMUM_N)
    return [t('live.needAsymmetry', { asymmetry: ASYMMETRY_MINIMUM_N, variability: VARIABILITY_MINIMUM_N }), null]
  if (n < VARIABILITY_MINIMUM_N) return [t('live.needVariability', { of: VARIABILITY_MINIMUM_N }), null]
  const of = METRICS.strideAlpha.minimumN
  if (n >= of) return [t('live.enoughAll'), t('live.longRangeEnough')]
  const minutes = stride_s === null ? null : Math.max(1, Math.round(((of - n) * stride_s) / 60))
  return [t('live.enoughAll'), minutes === null ? null : t('live.longRange', { n, of, minutes })]
}
