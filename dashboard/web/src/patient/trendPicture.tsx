import { useEffect, useRef } from 'preact/hooks'
import { theme } from '../shell/theme.ts'
import { language, t } from '../words/say.ts'
import { whenOf } from './dates.ts'
import { first, newest, type PatientFigure } from './figures.ts'
import { NAMES, valueWords } from './figureWords.ts'
import type { Bounds } from './goals.ts'
import { trendChart } from './trendChart.ts'

/** The trend with its words: what it shows is said to who cannot see it. */
export function TrendPicture({ figure, goal, from }: { figure: PatientFigure; goal: Bounds | null; from: string }) {
  const target = useRef<HTMLDivElement>(null)
  const { kind, visits, wobble } = figure
  const said = t('patient.chart', {
    name: t(NAMES[kind]),
    visits: visits.length,
    first: valueWords(kind, first(figure).value),
    now: valueWords(kind, newest(figure).value),
  })
  const ofBand = wobble === null ? '' : ` ${t('patient.chartBand', { wobble: valueWords(kind, wobble) })}`
  useEffect(() => {
    const element = target.current
    if (element === null) return
    const draw = () => trendChart(element, figure, goal, t('patient.goalLine'), element.clientWidth)
    let chart = draw()
    const resized = new ResizeObserver(() => {
      if (element.clientWidth === chart.width) return
      chart.destroy()
      chart = draw()
    })
    resized.observe(element)
    return () => {
      resized.disconnect()
      chart.destroy()
    }
  }, [figure, goal?.low, goal?.high, theme.value, language()])
  const { how, date } = whenOf(first(figure).at_utc, newest(figure).at_utc, language())
  return (
    <div class="visits-picture">
      <div ref={target} role="img" aria-label={said + ofBand} />
      <p class="ends" aria-hidden="true">
        <span>{how === 'same-day' ? from : date}</span>
        <span>{t('patient.now')}</span>
      </p>
    </div>
  )
}
