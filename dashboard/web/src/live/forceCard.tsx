import { useEffect, useRef } from 'preact/hooks'
import { computed, effect } from '@preact/signals'
import { SideMark } from '../shell/marks.tsx'
import { theme } from '../shell/theme.ts'
import { FORCE_WINDOW_s, ForceChart } from './forceChart.ts'
import { markerWords } from '../words/marker.ts'
import { t } from '../words/say.ts'
import { everyFrame } from './frameLoop.ts'
import { ages_s, feet, layoutRevision, status } from './liveModel.ts'

/** Newtons only where a calibration stands behind them. */
const heading = computed(() => {
  void layoutRevision.value
  void ages_s.value
  const foot = feet.left.arrived_ms > feet.right.arrived_ms ? feet.left : feet.right
  if (foot.arrived_ms === -Infinity) return 'live.force'
  if (foot.forceUnit !== 'N') return 'live.forceRelative'
  return foot.calibrated ? 'live.forceN' : 'live.forceUncalibrated'
})

export function ForceCard() {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const target = place.current!
    const chart = new ForceChart(target, feet, Math.max(200, target.clientWidth), Math.max(120, target.clientHeight))
    const observer = new ResizeObserver(() => {
      if (target.clientWidth > 0) chart.resize(target.clientWidth, target.clientHeight)
    })
    observer.observe(target)
    const stopDrawing = everyFrame((now) => chart.draw(now))
    const stopWatching = effect(() => {
      void theme.value
      chart.words = { now: t('live.now'), marker: markerWords }
      chart.markers = status.value?.recording?.markers ?? []
      chart.refresh()
    })
    return () => {
      stopWatching()
      stopDrawing()
      observer.disconnect()
      chart.destroy()
    }
  }, [])
  return (
    <section class="card force" aria-label={t('live.forceCard')}>
      <div class="card-head">
        <h2>{t(heading.value)}</h2>
        <ul class="keys" aria-label={t('live.key')}>
          <li>
            <span class="swatch left" aria-hidden="true" />
            <SideMark side="left" />
          </li>
          <li>
            <span class="swatch right" aria-hidden="true" />
            <SideMark side="right" />
          </li>
          <li>
            <span class="contact" aria-hidden="true" /> {t('live.contact')}
          </li>
          <li>
            <span class="toe-off" aria-hidden="true" /> {t('live.toeOff')}
          </li>
        </ul>
        <span class="note">{t('live.lastSeconds', { n: FORCE_WINDOW_s })}</span>
      </div>
      <div class="chart" ref={place} />
    </section>
  )
}
