import uPlot from 'uplot'
import { STRIDE_METRICS, type Marker, type Side, type StrideMetricName } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { median } from '../numeric/runningMedian.ts'
import { colour } from '../shell/theme.ts'
import { clock, decimalsOf, number, signed } from '../words/format.ts'
import { limitsOf, type StrideTracks, type Track } from './sessionFacts.ts'

const FONT = '13px "SF Pro Text", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
const BOLD = (ratio: number): string => `700 ${14 * ratio}px Arial, "Liberation Sans", sans-serif`
const BAND = 5
const ASYMMETRY_TOP = 10
const RIGHT_ROOM = 92

/** Aligned columns for two feet whose strides begin at different times: nulls where the other foot's stride begins. */
function aligned(tracks: StrideTracks): uPlot.AlignedData {
  const entries = SIDES.flatMap((side) => tracks.sides[side].times.map((time, i) => ({ time, side, i }))).sort((a, b) => a.time - b.time)
  const column = (side: Side, of: 'values' | 'medians'): (number | null)[] =>
    entries.map((e) => (e.side === side ? tracks.sides[side][of][e.i]! : null))
  return [
    entries.map((e) => e.time),
    column('left', 'values'),
    column('right', 'values'),
    column('left', 'medians'),
    column('right', 'medians'),
  ]
}

const timeAxis = (words: boolean): uPlot.Axis => ({
  size: words ? 28 : 8,
  gap: 6,
  font: FONT,
  stroke: () => colour('text2'),
  grid: { show: false },
  ticks: { size: 4, width: 1, stroke: () => colour('axis') },
  incrs: [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600],
  values: (_, splits) => splits.map((s) => (words ? clock(s) : '')),
})

/** One metric of every stride over the session: dots, running medians of both feet, strides not used as ×, markers. */
export function strideChart(
  target: HTMLElement,
  tracks: StrideTracks,
  metric: StrideMetricName,
  markers: readonly Marker[],
  length_s: number,
  width: number,
  timeWords: boolean,
): uPlot {
  const { unit } = STRIDE_METRICS[metric]
  const decimals = decimalsOf(unit)
  const [low, high] = limitsOf(tracks)
  const dots = (side: Side): uPlot.Series => ({
    stroke: () => colour(side),
    paths: () => null,
    points: { show: true, size: 3.4, width: 0, fill: () => `color-mix(in srgb, ${colour(side)} 42%, transparent)` },
  })
  const line = (side: Side): uPlot.Series => ({ stroke: () => colour(side), width: 2.5, spanGaps: true, points: { show: false } })
  return new uPlot(
    {
      width,
      height: 300,
      padding: [32, RIGHT_ROOM, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: [0, length_s] }, y: { range: [low, high] } },
      axes: [
        timeAxis(timeWords),
        {
          size: 56,
          gap: 8,
          font: FONT,
          stroke: () => colour('text2'),
          grid: { width: 1, stroke: () => colour('grid') },
          ticks: { show: false },
          values: (_, splits) => splits.map((v) => number(v, Math.min(decimals, 2))),
        },
      ],
      series: [{}, dots('left'), dots('right'), line('left'), line('right')],
      hooks: {
        draw: [
          (u) => {
            drawUnused(u, tracks)
            drawMarkers(u, markers, true)
            drawEnds(u, tracks, unit, decimals)
          },
        ],
      },
    },
    aligned(tracks),
    target,
  )
}

/** The asymmetry of the running medians under it, on the same time axis and a fixed scale. */
export function asymmetryChart(
  target: HTMLElement,
  tracks: StrideTracks,
  markers: readonly Marker[],
  length_s: number,
  width: number,
): uPlot {
  return new uPlot(
    {
      width,
      height: 108,
      padding: [8, RIGHT_ROOM, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: [0, length_s] }, y: { range: [-ASYMMETRY_TOP, ASYMMETRY_TOP] } },
      axes: [
        timeAxis(true),
        {
          size: 56,
          gap: 8,
          font: FONT,
          stroke: () => colour('text2'),
          grid: { show: false },
          ticks: { show: false },
          splits: () => [-BAND, 0, BAND],
          values: () => ['\u22125', '0 %', '+5'],
        },
      ],
      series: [{}, { stroke: () => colour('text'), width: 2, spanGaps: true, points: { show: false } }],
      hooks: {
        drawClear: [drawBand],
        draw: [
          (u) => {
            drawMarkers(u, markers, false)
            const middle = median(tracks.asymmetry.values)
            if (Number.isFinite(middle)) endLabel(u, `${signed(middle)} %`, u.valToPos(clampTo(middle, ASYMMETRY_TOP), 'y', true), 'text')
          },
        ],
      },
    },
    [[...tracks.asymmetry.times], [...tracks.asymmetry.values]],
    target,
  )
}

const clampTo = (value: number, top: number): number => Math.max(-top, Math.min(top, value))

function drawBand(u: uPlot): void {
  const { ctx, bbox } = u
  const [top, bottom] = [u.valToPos(BAND, 'y', true), u.valToPos(-BAND, 'y', true)]
  ctx.save()
  ctx.fillStyle = colour('band')
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top)
  ctx.strokeStyle = colour('axis')
  ctx.lineWidth = uPlot.pxRatio
  const zero = u.valToPos(0, 'y', true)
  ctx.strokeRect(bbox.left, zero, bbox.width, 0)
  ctx.strokeStyle = colour('bandEdge')
  ctx.setLineDash([4 * uPlot.pxRatio, 3 * uPlot.pxRatio])
  for (const y of [top, bottom]) ctx.strokeRect(bbox.left, y, bbox.width, 0)
  ctx.restore()
}

function drawUnused(u: uPlot, { unused }: StrideTracks): void {
  const { ctx, bbox } = u
  const arm = 3 * uPlot.pxRatio
  ctx.save()
  ctx.strokeStyle = colour('text3')
  ctx.lineWidth = 1.2 * uPlot.pxRatio
  ctx.beginPath()
  for (const { time, value } of unused) {
    const x = u.valToPos(time, 'x', true)
    const y = Math.max(bbox.top + arm, Math.min(bbox.top + bbox.height - arm, u.valToPos(value, 'y', true)))
    ctx.moveTo(x - arm, y - arm)
    ctx.lineTo(x + arm, y + arm)
    ctx.moveTo(x + arm, y - arm)
    ctx.lineTo(x - arm, y + arm)
  }
  ctx.stroke()
  ctx.restore()
}

function drawMarkers(u: uPlot, markers: readonly Marker[], flags: boolean): void {
  const { ctx, bbox } = u
  const r = uPlot.pxRatio
  ctx.save()
  ctx.font = `700 ${13 * r}px Arial, "Liberation Sans", sans-serif`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.lineWidth = r
  markers.forEach((marker, i) => {
    const x = u.valToPos(marker.time_s, 'x', true)
    ctx.strokeStyle = colour('text2')
    ctx.setLineDash([3 * r, 3 * r])
    ctx.beginPath()
    ctx.moveTo(x, bbox.top - 4 * r)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    ctx.setLineDash([])
    if (!flags) return
    ctx.fillStyle = colour('surface')
    ctx.fillRect(x - 10 * r, bbox.top - 26 * r, 20 * r, 20 * r)
    ctx.strokeRect(x - 10 * r, bbox.top - 26 * r, 20 * r, 20 * r)
    ctx.fillStyle = colour('text')
    ctx.fillText(String(i + 1), x, bbox.top - 15.5 * r)
  })
  ctx.restore()
}

function drawEnds(u: uPlot, { sides }: StrideTracks, unit: string, decimals: number): void {
  const ends = SIDES.flatMap((side) => {
    const track: Track = sides[side]
    const middle = median(track.values)
    return Number.isFinite(middle) ? [{ side, middle, y: u.valToPos(track.medians.at(-1)!, 'y', true) }] : []
  }).sort((a, b) => a.y - b.y)
  // Labels of lines that end together stand one under the other.
  const [first, second] = ends
  const apart = 20 * uPlot.pxRatio
  if (first !== undefined && second !== undefined && second.y - first.y < apart) {
    const middle = (first.y + second.y) / 2
    first.y = middle - apart / 2
    second.y = middle + apart / 2
  }
  for (const { side, middle, y } of ends) endLabel(u, `${side === 'left' ? 'L' : 'R'} ${number(middle, decimals)} ${unit}`, y, `${side}T`)
}

function endLabel(u: uPlot, words: string, y: number, token: string): void {
  const { ctx, bbox } = u
  ctx.save()
  ctx.font = BOLD(uPlot.pxRatio)
  ctx.fillStyle = colour(token)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.fillText(words, bbox.left + bbox.width + 8 * uPlot.pxRatio, y)
  ctx.restore()
}
