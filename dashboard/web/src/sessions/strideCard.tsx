import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { BOTH_FEET_METRICS, STRIDE_METRICS, type Marker, type StrideMetricName } from '@solestream/processing/model'
import { theme } from '../shell/theme.ts'
import { number } from '../words/format.ts'
import { asymmetryChart, strideChart } from './strideChart.ts'
import { MEDIAN_STRIDES, metricsOf, tracksOf, type StoredStride } from './sessionFacts.ts'
import { language, t } from '../words/say.ts'

/** Strides over time, one metric at a time. */
export function StrideCard({
  strides,
  markers,
  length_s,
}: {
  strides: readonly StoredStride[]
  markers: readonly Marker[]
  length_s: number
}) {
  const metrics = useMemo(() => metricsOf(strides), [strides])
  const [metric, setMetric] = useState<StrideMetricName>(metrics.includes('stance_s') ? 'stance_s' : 'stride_s')
  const tracks = useMemo(() => tracksOf(strides, metric), [strides, metric])
  const place = useRef<HTMLDivElement>(null)
  const pairs = tracks.asymmetry.values.length > 0 && !BOTH_FEET_METRICS.has(metric)
  const [colours, spoken] = [theme.value, language()]

  useEffect(() => {
    const target = place.current!
    const charts = [strideChart(target, tracks, metric, markers, length_s, target.clientWidth, !pairs)]
    if (pairs) charts.push(asymmetryChart(target, tracks, markers, length_s, target.clientWidth))
    const observer = new ResizeObserver(() => charts.forEach((c) => c.setSize({ width: target.clientWidth, height: c.height })))
    observer.observe(target)
    return () => {
      observer.disconnect()
      charts.forEach((c) => c.destroy())
    }
  }, [tracks, colours, spoken])

  const used = (side: 'left' | 'right'): string =>
    t('sessions.usedOf', { used: number(tracks.sides[side].values.length), all: number(strides.filter((s) => s.side === side).length) })
  const key = t('sessions.chartKey', { n: MEDIAN_STRIDES, left: used('left'), right: used('right') })
  return (
    <section class="card" aria-label={t('sessions.overTime')}>
      <div class="card-head">
        <h2>{t('sessions.overTime')}</h2>
        <label class="metric">
          <span class="hidden">{t('sessions.metric')}</span>
          <select value={metric} onChange={(e) => setMetric(e.currentTarget.value as StrideMetricName)}>
            {metrics.map((name) => (
              <option key={name} value={name}>
                {t(`figureNames.${name}`)}, {STRIDE_METRICS[name].unit}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="stride-chart" ref={place} role="img" aria-label={t('sessions.everyStride', { name: t(`figureNames.${metric}`) })} />
      <p class="note">{pairs ? t('sessions.chartKeyAsymmetry', { key }) : key}</p>
    </section>
  )
}
