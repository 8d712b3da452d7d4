import { useEffect, useRef, useState } from 'preact/hooks'
import { theme } from '../shell/theme.ts'
import { number } from '../words/format.ts'
import { t } from '../words/say.ts'
import { CourseView } from './courseView.ts'
import { FIGURE_IDS, FIGURE_KINDS, type FigureId } from './figureKinds.ts'
import { figureTableNow } from './figures.ts'
import { everyFrame } from './frameLoop.ts'
import { choose, chosen, goals, standing } from './goal.ts'
import { GoalDialog } from './goalDialog.tsx'
import { courses } from './liveModel.ts'

/** The heading of the large card: which figure it is, to be changed where it stands. */
export function FigureChoice({ id }: { id: FigureId }) {
  const table = figureTableNow.value
  return (
    <select aria-label={t('live.shownLarge')} value={id} onChange={(e) => choose(e.currentTarget.value as FigureId)}>
      {FIGURE_IDS.map((figure) => (
        <option key={figure} value={figure}>
          {table[figure].name}
        </option>
      ))}
    </select>
  )
}

const WORDS = { in: 'live.inGoal', above: 'live.aboveGoal', below: 'live.belowGoal' } as const
const SIGNS = { in: '\u2713', above: '\u2191', below: '\u2193' } as const

/** Whether the values lie in the goal, by word and sign. */
export function GoalStanding({ id }: { id: FigureId }) {
  const where = standing(
    figureTableNow.value[id].values.map((v) => v.value),
    goals.value[id] ?? null,
  )
  if (where === null) return null
  return (
    <span class={`standing ${where}`}>
      <span aria-hidden="true">{SIGNS[where]}</span> {t(WORDS[where])}
    </span>
  )
}

/** The last two minutes of the chosen figure, and the way to its goal. */
export function Course({ id }: { id: FigureId }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    const view = new CourseView(courses, canvas.current!)
    const observer = new ResizeObserver(() => view.fit())
    observer.observe(canvas.current!)
    const stop = everyFrame(() => view.draw(chosen.peek(), goals.peek()[chosen.peek()] ?? null, theme.peek()))
    return () => {
      observer.disconnect()
      stop()
    }
  }, [])
  const goal = goals.value[id] ?? null
  const short = (value: number): string => number(value, Number.isInteger(value) ? 0 : FIGURE_KINDS[id].decimals)
  return (
    <figure class="course">
      <canvas ref={canvas} aria-hidden="true" />
      <figcaption>
        {t('live.twoMinutes')}
        <button type="button" class="quiet" onClick={() => setAsked(true)}>
          {goal === null ? t('live.goal') : t('live.goalBand', { low: short(goal.low), high: short(goal.high) })}
        </button>
      </figcaption>
      {asked && <GoalDialog id={id} onClose={() => setAsked(false)} />}
    </figure>
  )
}
