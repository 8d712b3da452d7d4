import { useEffect, useRef } from 'preact/hooks'
import { computed, effect } from '@preact/signals'
import { SideMark } from '../shell/marks.tsx'
import { theme } from '../shell/theme.ts'
import { ForceChart } from './forceChart.ts'
import { everyFrame } from './frameLoop.ts'
import { ages_s, feet, layoutRevision, status } from './liveModel.ts'

/** Newtons only where a calibration stands behind them. */
const unit = computed(() => {
  void layoutRevision.value
  void ages_s.value
  const foot = feet.left.arrived_ms > feet.right.arrived_ms ? feet.left : feet.right
  if (foot.arrived_ms === -Infinity) return ''
  if (foot.forceUnit !== 'N') return ', relative'
  return foot.calibrated ? ', N' : ', N, not calibrated'
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
    <section class="card force" aria-label="Force of both feet over the last ten seconds">
      <div class="card-head">
        <h2>Force{unit.value}</h2>
        <ul class="keys" aria-label="Key">
          <li>
            <span class="swatch left" aria-hidden="true" />
            <SideMark side="left" />
          </li>
          <li>
            <span class="swatch right" aria-hidden="true" />
            <SideMark side="right" />
          </li>
          <li>
            <span class="contact" aria-hidden="true" /> contact
          </li>
          <li>
            <span class="toe-off" aria-hidden="true" /> toe-off
          </li>
        </ul>
        <span class="note">last 10 s</span>
      </div>
      <div class="chart" ref={place} />
    </section>
  )
}
