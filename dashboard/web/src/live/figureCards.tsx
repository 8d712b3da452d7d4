import { computed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Side } from '@solestream/processing/model'
import { QualityMark, SideMark } from '../shell/marks.tsx'
import { theme } from '../shell/theme.ts'
import { gradeOf } from '../words/quality.ts'
import { figureTable, type Figure } from './figureTable.ts'
import { everyFrame } from './frameLoop.ts'
import { counted, figures, trend } from './liveModel.ts'
import { stale_s } from './seen.ts'
import { TrendView } from './trendView.ts'

const table = computed(() => {
  const known = figures.value
  return figureTable({
    summary: known?.summary ?? null,
    unavailable: known?.unavailable ?? {},
    quality: known?.quality ?? null,
    counted: counted.value,
  })
})

/** Oldest of the feet that a figure rests on, with whose it is. */
const staleOf = (needs: readonly Side[]): { readonly side: Side; readonly age_s: number } | null => {
  const old = needs.flatMap((side) => (stale_s.value[side] === null ? [] : [{ side, age_s: stale_s.value[side] }]))
  return old.sort((a, b) => b.age_s - a.age_s)[0] ?? null
}

export function FigureCards() {
  const { stance, swing, asymmetry, cadence, doubleSupport, stride, variability } = table.value
  return (
    <div class="figures">
      <FigureCard id="stance" figure={stance} />
      <FigureCard id="swing" figure={swing} />
      <FigureCard id="asymmetry" figure={asymmetry} clocks>
        <Trend />
      </FigureCard>
      <FigureCard id="cadence" figure={cadence} />
      <FigureCard id="stride" figure={stride} />
      <FigureCard id="doubleSupport" figure={doubleSupport} clocks />
      <FigureCard id="variability" figure={variability} />
    </div>
  )
}

function FigureCard({
  id,
  figure,
  clocks = false,
  children,
}: {
  id: string
  figure: Figure
  clocks?: boolean
  children?: ComponentChildren
}) {
  const old = staleOf(figure.needs)
  const { missing, unavailable } = figure
  const graded = gradeOf(figures.value?.quality ?? null, figure.needs, clocks)
  return (
    <section class={`card figure ${id} ${figure.aside === undefined ? '' : 'pair'}`} aria-label={figure.name}>
      <h2>
        {figure.name}
        {figure.aside !== undefined && figure.values.length > 0 && <small>{figure.aside}</small>}
      </h2>
      {figure.values.length > 0 ? (
        <div class="values">
          <p class="value" data-figure={id}>
            {figure.values.map(({ side, text, aside }) => {
              const grey = side === null ? old !== null : stale_s.value[side] !== null
              return (
                <span class={grey ? 'stale' : ''} key={side ?? 'both'}>
                  {side !== null && <SideMark side={side} />}
                  {text}
                  <span class="unit">{figure.unit}</span>
                  {aside !== undefined && <span class="aside">{aside}</span>}
                </span>
              )
            })}
          </p>
          {children}
        </div>
      ) : missing !== null ? (
        <Missing {...missing} />
      ) : (
        <p class="cannot">{unavailable ?? 'not available'}</p>
      )}
      {figure.words !== '' && figure.values.length > 0 && <p class="words">{figure.words}</p>}
      {figure.values.length > 0 && (
        <p class="evidence">
          <span>{figure.n}</span>
          {old === null ? (
            <QualityMark graded={graded} short={figure.aside !== undefined || id === 'asymmetry'} />
          ) : (
            <span class="age">{ageWords(figure, old)}</span>
          )}
        </p>
      )}
    </section>
  )
}

const ageWords = (figure: Figure, { side, age_s }: { side: Side; age_s: number }): string =>
  figure.needs.every((s) => stale_s.value[s] !== null) ? `${age_s} s old` : `${side === 'left' ? 'L' : 'R'} is ${age_s} s old`

function Missing({ have, of }: { have: number; of: number }) {
  return (
    <div class="missing">
      <p>
        {have} of {of} strides
      </p>
      <progress max={of} value={have} aria-label={`${have} of ${of} strides`} />
    </div>
  )
}

function Trend() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const view = new TrendView(trend, canvas.current!)
    const observer = new ResizeObserver(() => view.fit())
    observer.observe(canvas.current!)
    const stop = everyFrame(() => view.draw(theme.peek()))
    return () => {
      observer.disconnect()
      stop()
    }
  }, [])
  return (
    <figure class="trend">
      <canvas ref={canvas} aria-hidden="true" />
      <figcaption>2 min, band ±5 %</figcaption>
    </figure>
  )
}
