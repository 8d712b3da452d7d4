import uPlot from 'uplot'
import type { Marker } from '@solestream/processing/model'
import { SIDES, type Side } from '@solestream/processing/model'
import { colour } from '../shell/theme.ts'
import { forceTop } from './forceScale.ts'
import { Playhead } from './playhead.ts'
import type { FootStream } from './footStream.ts'

export const FORCE_WINDOW_s = 10
const LANE_TOP = 14
const LANE_STEP = 15
/** From the plot's floor to the tick labels: two lanes and a little. */
const LANES = 40
const FONT = '13px "SF Pro Text", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

/** Force of both feet over ten seconds with the contacts under it; drawn from the rings, each foot at its own sample times. */
export class ForceChart {
  private readonly plot: uPlot
  private readonly feet: Readonly<Record<Side, FootStream>>
  private readonly playhead = new Playhead()
  private top = 1
  private drawn_s = NaN
  markers: readonly Marker[] = []
  words = { now: '', marker: (label: string): string => label }

  constructor(target: HTMLElement, feet: Readonly<Record<Side, FootStream>>, width: number, height: number) {
    this.feet = feet
    const line = (side: Side): uPlot.Series => ({
      width: 2,
      stroke: () => colour(side),
      points: { show: false },
      paths: (u) => ({ stroke: this.path(u, side), fill: null, clip: null, band: null, flags: 0 }),
    })
    this.plot = new uPlot(
      {
        width,
        height,
        padding: [13, 24, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        pxAlign: 0,
        scales: { x: { time: false, range: [-FORCE_WINDOW_s, 0] }, y: { range: () => [0, this.top] } },
        axes: [
          {
            size: LANES + 26,
            gap: LANES,
            font: FONT,
            stroke: () => colour('text2'),
            grid: { show: false },
            ticks: { show: false },
            splits: () => [-10, -8, -6, -4, -2, 0],
            values: () => ['\u221210 s', '\u22128 s', '\u22126 s', '\u22124 s', '\u22122 s', this.words.now],
          },
          {
            size: 48,
            gap: 8,
            font: FONT,
            stroke: () => colour('text2'),
            grid: { width: 1, stroke: () => colour('grid') },
            ticks: { show: false },
            splits: () => [0, this.top / 2, this.top],
            values: (_, splits) => splits.map((v) => (Math.abs(v) >= 10 || v === 0 ? v.toFixed(0) : v.toPrecision(2))),
          },
        ],
        series: [{}, line('left'), line('right')],
        hooks: { draw: [(u) => this.drawLanes(u)] },
      },
      // The lines come from the rings: these points only span the axes.
      [
        [-FORCE_WINDOW_s, 0],
        [0, 0],
        [0, 0],
      ],
      target,
    )
    this.plot.root.setAttribute('aria-hidden', 'true')
  }

  resize(width: number, height: number): void {
    this.plot.setSize({ width, height })
    this.drawn_s = NaN
  }

  /** The next frame draws in any case: colours changed. */
  refresh(): void {
    this.drawn_s = NaN
  }

  draw(now_ms: number): void {
    const { left, right } = this.feet
    const newest = Math.max(Number.isNaN(left.force.newest) ? -Infinity : left.force.newest, right.force.newest || -Infinity)
    const at_s = this.playhead.advance(newest === -Infinity ? NaN : newest, now_ms)
    const peak = Math.max(left.peakForce, right.peakForce)
    if (peak === 0) this.top = left.forceUnit === 'N' ? 1000 : 1
    this.top = forceTop(this.top, peak)
    if (at_s === this.drawn_s) return
    this.drawn_s = at_s
    this.plot.redraw(true, false)
  }

  destroy(): void {
    this.plot.destroy()
  }

  private path(u: uPlot, side: Side): Path2D {
    const path = new Path2D()
    const { force } = this.feet[side]
    const now = this.playhead.time_s
    const { left, top, width, height } = u.bbox
    const perSecond = width / FORCE_WINDOW_s
    const perUnit = height / this.top
    const values = force.channels[0]!
    let pen = false
    for (let i = Math.max(0, force.firstFrom(now - FORCE_WINDOW_s) - 1); i < force.length; i++) {
      const slot = force.slot(i)
      const value = values[slot]!
      const x = left + width + (force.times[slot]! - now) * perSecond
      if (value !== value || x > left + width) {
        pen = false
        continue
      }
      const y = top + height - Math.max(0, value) * perUnit
      if (pen) path.lineTo(Math.max(left, x), y)
      else path.moveTo(Math.max(left, x), y)
      pen = true
    }
    return path
  }

  private drawLanes(u: uPlot): void {
    const { ctx } = u
    const ratio = uPlot.pxRatio
    const { left, top, width, height } = u.bbox
    const now = this.playhead.time_s
    const xOf = (time_s: number): number => left + width + ((time_s - now) * width) / FORCE_WINDOW_s
    ctx.save()
    ctx.strokeStyle = colour('axis')
    ctx.lineWidth = ratio
    ctx.beginPath()
    ctx.moveTo(left, top + height)
    ctx.lineTo(left + width, top + height)
    ctx.stroke()
    SIDES.forEach((side, lane) => {
      const y = top + height + (LANE_TOP + lane * LANE_STEP) * ratio
      ctx.fillStyle = colour(`${side}T`)
      ctx.font = `700 ${13 * ratio}px Arial, "Liberation Sans", sans-serif`
      ctx.textAlign = 'right'
      ctx.textBaseline = 'middle'
      ctx.fillText(side === 'left' ? 'L' : 'R', left - 10 * ratio, y)
      this.drawLane(ctx, side, y, ratio, xOf, left, left + width)
    })
    this.drawMarkers(ctx, ratio, xOf, left, top, height)
    ctx.restore()
  }

  private drawLane(
    ctx: CanvasRenderingContext2D,
    side: Side,
    y: number,
    ratio: number,
    xOf: (t: number) => number,
    min: number,
    max: number,
  ): void {
    const foot = this.feet[side]
    ctx.fillStyle = ctx.strokeStyle = colour(side)
    let from: number | null = null
    const stance = (a: number, b: number): void => {
      const [x0, x1] = [Math.max(min, a), Math.min(max, b)]
      if (x1 <= x0) return
      ctx.globalAlpha = 0.38
      ctx.fillRect(x0, y - 3 * ratio, x1 - x0, 6 * ratio)
      ctx.globalAlpha = 1
    }
    const rings: number[] = []
    const bars: number[] = []
    foot.events.forEach((event, i) => {
      const x = xOf(event.time_s)
      if (event.kind === 'initial-contact') {
        from = x
        if (x >= min && x <= max) bars.push(x)
      } else {
        // The window may begin in mid-stance, its contact long forgotten; a toe-off without one later is no stance.
        if (from !== null) stance(from, x)
        else if (i === 0 && x > min) stance(Math.max(min, xOf(foot.force.times[foot.force.slot(0)] ?? NaN)), x)
        from = null
        if (x >= min && x <= max) rings.push(x)
      }
    })
    if (from !== null) stance(from, Math.min(max, xOf(foot.force.newest)))
    for (const x of bars) ctx.fillRect(x - 1.25 * ratio, y - 6 * ratio, 2.5 * ratio, 12 * ratio)
    ctx.lineWidth = 1.5 * ratio
    for (const x of rings) {
      ctx.beginPath()
      ctx.arc(x, y, 3.5 * ratio, 0, 2 * Math.PI)
      ctx.fillStyle = colour('surface')
      ctx.fill()
      ctx.stroke()
    }
  }

  private drawMarkers(
    ctx: CanvasRenderingContext2D,
    ratio: number,
    xOf: (t: number) => number,
    left: number,
    top: number,
    height: number,
  ): void {
    this.markers.forEach((marker, i) => {
      const x = xOf(marker.time_s)
      if (!(x >= left)) return
      ctx.strokeStyle = colour('text2')
      ctx.lineWidth = ratio
      ctx.setLineDash([3 * ratio, 3 * ratio])
      ctx.beginPath()
      ctx.moveTo(x, top - 4 * ratio)
      ctx.lineTo(x, top + height)
      ctx.stroke()
      ctx.setLineDash([])
      ctx.font = `${13 * ratio}px Arial, "Liberation Sans", sans-serif`
      const words = `${i + 1} \u00b7 ${this.words.marker(marker.label)}`
      const wide = ctx.measureText(words).width + 16 * ratio
      const from = Math.max(left, Math.min(x, ctx.canvas.width - 2 * ratio - wide))
      ctx.fillStyle = colour('raised')
      ctx.fillRect(from, top - 12 * ratio, wide, 19 * ratio)
      ctx.strokeStyle = colour('axis')
      ctx.strokeRect(from, top - 12 * ratio, wide, 19 * ratio)
      ctx.fillStyle = colour('text2')
      ctx.textAlign = 'left'
      ctx.textBaseline = 'middle'
      ctx.fillText(words, from + 8 * ratio, top - 2 * ratio)
    })
  }
}
