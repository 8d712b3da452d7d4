import { METRICS, type MetricSummary } from '@solestream/processing/model'
import { figures, status } from '../live/liveModel.ts'
import { SideMark } from '../shell/marks.tsx'
import { decimalsOf, number } from '../words/format.ts'
import { t } from '../words/say.ts'
import { speedWords, tellerWords } from './beltWords.ts'

/** What the belt's speed gives, with who told it; nothing while it is not known. */
export function BeltLine() {
  const belt = status.value?.belt
  if (!belt?.speed_m_s) return null
  const summary = figures.value?.summary
  return (
    <dl class="belt-line">
      <div>
        <dt>{t('treadmill.speed')}</dt>
        <dd>
          {speedWords(belt.speed_m_s)} <small>{tellerWords(belt)}</small>
        </dd>
      </div>
      <Length of={summary?.strideLength_m} />
      <Ratio of={summary?.walkRatio_m_min} />
    </dl>
  )
}

function Length({ of }: { of: MetricSummary | undefined }) {
  if (!of?.left && !of?.right) return null
  return (
    <div>
      <dt>{t('treadmill.strideLength')}</dt>
      <dd>
        {(['left', 'right'] as const).map((side) => {
          const one = of[side]
          return (
            one && (
              <span key={side}>
                <SideMark side={side} /> {number(one.median, 2)} m{' '}
              </span>
            )
          )
        })}
        <small>{t('treadmill.nBoth', { left: number(of.left?.n ?? 0), right: number(of.right?.n ?? 0) })}</small>
      </dd>
    </div>
  )
}

function Ratio({ of }: { of: MetricSummary | undefined }) {
  if (!of?.both) return null
  const { unit } = METRICS.walkRatio_m_min
  return (
    <div>
      <dt>{t('treadmill.walkRatio')}</dt>
      <dd>
        {number(of.both.median, decimalsOf(unit))} {unit} <small>{t('live.nStrides', { n: number(of.both.n) })}</small>
      </dd>
    </div>
  )
}
