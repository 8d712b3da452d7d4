import { colour } from '../shell/theme.ts'
import { number } from '../words/format.ts'
import { COURSE_s, type Courses } from './courses.ts'
import { FIGURE_KINDS, type FigureId } from './figureKinds.ts'
import type { Goal } from './goal.ts'

const FONT = '13px Arial, "Liberation Sans", sans-serif'
/** Room on the right for the numbers of the scale. */
const LABELS_px = 42

/** From where to where a course is drawn: round its goal, else round its values; never closer than its kind allows. */
export function courseRange(values: readonly number[], goal: Goal | null, span: number): readonly [number, number] {
  const known = values.filter((v) => !Number.isNaN(v))
  if (goal === null && known.length === 0) return [0, span]
  const [low, high] = goal !== null ? [goal.low, goal.high] : [Math.min(...known), Math.max(...known)]
  const half = goal !== null ? 0.8 * (high - low) : Math.max(0.6 * (high - low), span / 2)
  const middle = (low + high) / 2
  return [middle - half, middle + half]
}

/** The chosen figure's last two minutes, its goal as a band behind it. Left ends in a full dot, right in a ring. */
export class CourseView {
  private readonly courses: Courses
  private readonly canvas: HTMLCanvasElement
  private drawn = ''

  constructor(courses: Courses, canvas: HTMLCanvasElement) {
    this.courses = courses
    this.canvas = canvas
  }

  fit(): void {
    const ratio = Math.min(2, devicePixelRatio)
    this.canvas.width = Math.round(this.canvas.clientWidth * ratio)
    this.canvas.height = Math.round(this.canvas.clientHeight * ratio)
    this.canvas.getContext('2d')!.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.drawn = ''
  }

  draw(id: FigureId, goal: Goal | null, theme: string): void {
    const state = `${this.courses.revision} ${theme} ${id} ${goal?.low} ${goal?.high}`
    if (state === this.drawn || this.canvas.width === 0) return
    this.drawn = state
    const ctx = this.canvas.getContext('2d')!
    const [width, height] = [this.canvas.clientWidth - LABELS_px, this.canvas.clientHeight]
    const ring = this.courses.rings[id]
    const { span, decimals, pair } = FIGURE_KINDS[id]
    const from = ring.firstFrom(ring.newest - COURSE_s)
    const values: number[] = []
    for (let i = from; i < ring.length; i++) for (const channel of ring.channels) values.push(channel[ring.slot(i)]!)
    const [bottom, top] = courseRange(values, goal, span)
    const y = (value: number): number => 6 + ((top - Math.min(top, Math.max(bottom, value))) / (top - bottom)) * (height - 12)
    ctx.clearRect(0, 0, this.canvas.clientWidth, height)
    if (goal !== null) this.band(ctx, width, y(goal.high), y(goal.low))
    ctx.strokeStyle = colour('axis')
    if (bottom < 0 && top > 0) level(ctx, width, y(0))
    ctx.fillStyle = colour('text2')
    ctx.font = FONT
    ctx.textBaseline = 'middle'
    for (const value of goal === null ? [bottom, top] : [goal.low, goal.high])
      ctx.fillText(number(value, Number.isInteger(value) ? 0 : decimals), width + 8, y(value))
    ring.channels.forEach((channel, c) => {
      ctx.strokeStyle = ctx.fillStyle = pair ? colour(c === 0 ? 'left' : 'right') : colour('text')
      ctx.lineWidth = 2
      ctx.lineJoin = 'round'
      ctx.beginPath()
      let last: number | null = null
      let pen = false
      for (let i = from; i < ring.length; i++) {
        const value = channel[ring.slot(i)]!
        const x = (1 - (ring.newest - ring.times[ring.slot(i)]!) / COURSE_s) * (width - 5)
        if (Number.isNaN(value)) {
          pen = false
          continue
        }
        last = y(value)
        if (pen) ctx.lineTo(x, last)
        else ctx.moveTo(x, last)
        pen = true
      }
      ctx.stroke()
      if (last === null) return
      ctx.beginPath()
      ctx.arc(width - 5, last, 4, 0, 2 * Math.PI)
      if (c === 1) ctx.fillStyle = colour('surface')
      ctx.fill()
      if (c === 1) ctx.stroke()
    })
  }

  private band(ctx: CanvasRenderingContext2D, width: number, high: number, low: number): void {
    ctx.fillStyle = colour('band')
    ctx.fillRect(0, high, width, low - high)
    ctx.strokeStyle = colour('bandEdge')
    ctx.setLineDash([4, 3])
    ctx.lineWidth = 1
    level(ctx, width, high)
    level(ctx, width, low)
    ctx.setLineDash([])
  }
}

function level(ctx: CanvasRenderingContext2D, width: number, y: number): void {
  ctx.beginPath()
  ctx.moveTo(0, Math.round(y) + 0.5)
  ctx.lineTo(width, Math.round(y) + 0.5)
  ctx.stroke()
}
