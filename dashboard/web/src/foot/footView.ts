import {
  boxOf,
  colourField,
  footGeometry,
  GENERIC_OUTLINE,
  outlinePath,
  PressureField,
  pressureTable,
  type FootGeometry,
  type Point,
} from '@solestream/dashboard-shared/foot'
import type { FootStream } from '../live/footStream.ts'

/** One grid cell; the browser scales the picture up smoothly, off the main thread where it can. */
const CELL_mm = 3
/** Room round the foot, for the centre of pressure's ring and the outline's width. */
const MARGIN_mm = 4
const TRACE_s = 0.62
const TABLE = pressureTable()

/**
 * One foot: a coarse canvas with the pressure (clipped to the outline and scaled by the compositor), and one over it with the centre of
 * pressure and its trace. Redrawn only when samples came. Layers are elements that the caller made.
 */
export class FootView {
  private readonly foot: FootStream
  private readonly map: HTMLCanvasElement
  private readonly over: HTMLCanvasElement
  private geometry: FootGeometry = footGeometry({ geometry: 'none', sensors: [], outline: [] })
  private field: PressureField | null = null
  private values = new Float32Array(0)
  private image: ImageData | null = null
  private pixels = new Uint32Array(0)
  private pixelsPer_mm = 1
  private left_px = 0
  private top_px = 0
  private drawn = -1
  private drawnFullScale = 0

  constructor(foot: FootStream, map: HTMLCanvasElement, over: HTMLCanvasElement) {
    this.foot = foot
    this.map = map
    this.over = over
  }

  /** Takes the layout and the size of the place given; returns what the still parts (outline, sensor dots) need. */
  fit(width: number, height: number): { readonly path: string; readonly sensors: readonly Point[]; readonly toScale: boolean } {
    const { layout, side } = this.foot
    this.geometry = footGeometry(layout ?? { geometry: 'none', sensors: [], outline: [] })
    const box = boxOf(this.geometry.outline.length > 0 ? this.geometry.outline : GENERIC_OUTLINE)
    const [w_mm, h_mm] = [box.maxX - box.minX, box.maxY - box.minY]
    this.pixelsPer_mm = Math.min(width / (w_mm + 2 * MARGIN_mm), height / (h_mm + 2 * MARGIN_mm))
    this.left_px = width / 2 - (this.sideSign() * (box.minX + box.maxX) * this.pixelsPer_mm) / 2
    this.top_px = height / 2 + ((box.minY + box.maxY) * this.pixelsPer_mm) / 2
    const path = outlinePath(this.geometry.outline, (p) => this.toScreen(p))

    const sensors = this.geometry.sensors
    this.field = sensors.length > 0 ? new PressureField(sensors, box, CELL_mm, side === 'left') : null
    this.values = new Float32Array(this.field === null ? 0 : this.field.rows * this.field.columns)
    const [columns, rows] = this.field === null ? [1, 1] : [this.field.columns, this.field.rows]
    this.map.width = columns
    this.map.height = rows
    this.image = new ImageData(columns, rows)
    this.pixels = new Uint32Array(this.image.data.buffer)
    const [x, y] = this.toScreen([side === 'left' ? box.maxX : box.minX, box.maxY])
    const local = outlinePath(this.geometry.outline, (p) => {
      const [px, py] = this.toScreen(p)
      return [px - x, py - y]
    })
    Object.assign(this.map.style, {
      left: `${x}px`,
      top: `${y}px`,
      width: `${w_mm * this.pixelsPer_mm}px`,
      height: `${h_mm * this.pixelsPer_mm}px`,
      clipPath: `path("${local}")`,
      visibility: this.field === null ? 'hidden' : 'visible',
    })
    const ratio = Math.min(2, devicePixelRatio)
    this.over.width = Math.round(width * ratio)
    this.over.height = Math.round(height * ratio)
    this.over.getContext('2d')!.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.drawn = -1
    return { path, sensors: sensors.map((p) => this.toScreen(p)), toScale: this.geometry.toScale }
  }

  /** Draws when something came since the last time. `fresh` false: the foot has no new samples, nothing is shown as if measured now. */
  draw(fullScale: number, fresh: boolean): void {
    const revision = fresh ? this.foot.revision : -2
    if ((revision === this.drawn && fullScale === this.drawnFullScale) || this.image === null) return
    this.drawn = revision
    this.drawnFullScale = fullScale
    const map = this.map.getContext('2d')!
    if (!fresh || this.field === null || this.foot.values.length !== this.field.sensors) {
      map.clearRect(0, 0, this.map.width, this.map.height)
      this.clearOver()
      return
    }
    this.field.evaluate(this.foot.values, this.values)
    colourField(this.values, fullScale, TABLE, this.pixels)
    map.putImageData(this.image, 0, 0)
    this.drawCop()
  }

  /** The gait lines of the last stances as one path of the picture; they change once a stride, so they are no part of the canvas. */
  gaitLines(): string {
    const lines = this.foot.gaitLines.lines.map((line) =>
      line.map(([x, y], i) => {
        const [px, py] = this.toScreen(this.geometry.place(x, y))
        return `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`
      }),
    )
    return lines.flat().join('')
  }

  private sideSign(): 1 | -1 {
    return this.foot.side === 'left' ? -1 : 1
  }

  private toScreen([x, y]: Point): Point {
    return [this.left_px + this.sideSign() * x * this.pixelsPer_mm, this.top_px - y * this.pixelsPer_mm]
  }

  private clearOver(): CanvasRenderingContext2D {
    const over = this.over.getContext('2d')!
    over.clearRect(0, 0, this.over.width, this.over.height)
    return over
  }

  private drawCop(): void {
    const over = this.clearOver()
    const { cop } = this.foot
    const points: { x: number; y: number; age: number }[] = []
    const newest = cop.newest
    for (let i = cop.length - 1; i >= 0; i--) {
      const slot = cop.slot(i)
      const [x, y] = [cop.channels[0]![slot]!, cop.channels[1]![slot]!]
      const age = (newest - cop.times[slot]!) / TRACE_s
      // The trace belongs to this stance: it ends where the foot was last in the air.
      if (Number.isNaN(x) || Number.isNaN(y) || age > 1) break
      const [px, py] = this.toScreen(this.geometry.place(x, y))
      const last = points.at(-1)
      if (last === undefined || Math.hypot(px - last.x, py - last.y) >= 4) points.push({ x: px, y: py, age })
    }
    const head = points[0]
    if (head === undefined) return
    over.lineCap = 'round'
    over.lineJoin = 'round'
    over.strokeStyle = 'rgb(10 14 18 / 55%)'
    over.lineWidth = 5
    over.beginPath()
    for (const { x, y } of points) over.lineTo(x, y)
    over.stroke()
    over.lineWidth = 2.5
    // Round ends of half-transparent pieces would show where they overlap.
    over.lineCap = 'butt'
    over.strokeStyle = '#fff'
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!]
      over.globalAlpha = 0.15 + 0.8 * (1 - b.age) ** 1.4
      over.beginPath()
      over.moveTo(a.x, a.y)
      over.lineTo(b.x, b.y)
      over.stroke()
    }
    over.globalAlpha = 1
    over.beginPath()
    over.arc(head.x, head.y, 7, 0, 2 * Math.PI)
    over.fillStyle = '#fff'
    over.fill()
    over.lineWidth = 2.5
    over.strokeStyle = '#0A0E12'
    over.stroke()
  }
}
