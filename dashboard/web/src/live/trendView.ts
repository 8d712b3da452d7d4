import { colour } from '../shell/theme.ts'
import { TREND_s, type AsymmetryTrend } from './asymmetryTrend.ts'

const BAND = 5
const TOP = 8

/** The asymmetry's last two minutes on a fixed scale of ±8 %, with a band of ±5 %. */
export class TrendView {
  private readonly trend: AsymmetryTrend
  private readonly canvas: HTMLCanvasElement
  private drawn = ''

  constructor(trend: AsymmetryTrend, canvas: HTMLCanvasElement) {
    this.trend = trend
    this.canvas = canvas
  }

  fit(): void {
    const ratio = Math.min(2, devicePixelRatio)
    this.canvas.width = Math.round(this.canvas.clientWidth * ratio)
    this.canvas.height = Math.round(this.canvas.clientHeight * ratio)
    this.canvas.getContext('2d')!.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.drawn = ''
  }

  draw(theme: string): void {
    const state = `${this.trend.revision} ${theme}`
    if (state === this.drawn || this.canvas.width === 0) return
    this.drawn = state
    const ctx = this.canvas.getContext('2d')!
    const [width, height] = [this.canvas.clientWidth - 30, this.canvas.clientHeight]
    const y = (value: number): number => height / 2 - (Math.max(-TOP, Math.min(TOP, value)) / TOP) * (height / 2 - 4)
    ctx.clearRect(0, 0, this.canvas.clientWidth, height)
    ctx.fillStyle = colour('band')
    ctx.fillRect(0, y(BAND), width, y(-BAND) - y(BAND))
    ctx.strokeStyle = colour('bandEdge')
    ctx.setLineDash([4, 3])
    ctx.lineWidth = 1
    this.level(ctx, width, y(BAND))
    this.level(ctx, width, y(-BAND))
    ctx.setLineDash([])
    ctx.strokeStyle = colour('axis')
    this.level(ctx, width, y(0))
    ctx.fillStyle = colour('text2')
    ctx.font = '13px Arial, "Liberation Sans", sans-serif'
    ctx.textBaseline = 'middle'
    for (const [value, words] of [[BAND, '+5'], [-BAND, '\u22125']] as const) ctx.fillText(words, width + 8, y(value)) // prettier-ignore
    this.line(ctx, width, y)
  }

  private level(ctx: CanvasRenderingContext2D, width: number, y: number): void {
    ctx.beginPath()
    ctx.moveTo(0, Math.round(y) + 0.5)
    ctx.lineTo(width, Math.round(y) + 0.5)
    ctx.stroke()
  }

  private line(ctx: CanvasRenderingContext2D, width: number, y: (value: number) => number): void {
    const { ring } = this.trend
    if (ring.length === 0) return
    const now = ring.newest
    ctx.strokeStyle = ctx.fillStyle = colour('text')
    ctx.lineWidth = 2
    ctx.lineJoin = 'round'
    ctx.beginPath()
    let last = 0
    for (let i = ring.firstFrom(now - TREND_s); i < ring.length; i++) {
      const slot = ring.slot(i)
      last = y(ring.channels[0]![slot]!)
      ctx.lineTo((1 - (now - ring.times[slot]!) / TREND_s) * (width - 4), last)
    }
    ctx.stroke()
    ctx.beginPath()
    ctx.arc(width - 4, last, 4, 0, 2 * Math.PI)
    ctx.fill()
  }
}
