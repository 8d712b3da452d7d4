import uPlot from 'uplot'
import { colour } from '../shell/theme.ts'
import { bandCentre, type PatientFigure } from './figures.ts'
import type { Bounds } from './goals.ts'

const HEIGHT = 96
const FONT = (ratio: number): string => `${13 * ratio}px "SF Pro Text", "Segoe UI", Roboto, Arial, "Liberation Sans", sans-serif`
const DOT = 3
const NEWEST = 5.5

/** A dot a visit, the wobble as a band around them as high as the smallest change that is more than chance, the goal dashed. */
export function trendChart(
  target: HTMLElement,
  { visits, wobble }: PatientFigure,
  goal: Bounds | null,
  goalWord: string,
  width: number,
): uPlot {
  const values = visits.map(({ value }) => value)
  const half = (wobble ?? 0) / 2
  const centre = bandCentre(visits)
  const bounds = [goal?.low, goal?.high].filter((bound): bound is number => typeof bound === 'number')
  const all = [...values, ...bounds, ...centre.flatMap((middle) => [middle - half, middle + half])]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const room = 0.12 * (high - low || Math.abs(high) || 1)
  const times = visits.map(({ at_utc }) => Date.parse(at_utc) / 1000)
  return new uPlot(
    {
      width,
      height: HEIGHT,
      padding: [8, 8, 8, 8],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: rangeOf(times) }, y: { range: [low - room, high + room] } },
      axes: [{ show: false }, { show: false }],
      series: [
        {},
        { stroke: () => colour('text3'), width: 1.5, points: { show: true, size: 2 * DOT, width: 0, fill: () => colour('text3') } },
      ],
      hooks: {
        drawClear: [(u) => wobble !== null && drawBand(u, times, centre, half), (u) => drawGoal(u, bounds, goalWord)],
        draw: [(u) => drawNewest(u, times.at(-1)!, values.at(-1)!)],
      },
    },
    [times, values],
    target,
  )
}

/** Visits at one moment stand in the middle. */
const rangeOf = (times: readonly number[]): [number, number] => {
  const [from, to] = [times[0]!, times.at(-1)!]
  return from === to ? [from - 1, to + 1] : [from, to]
}

function drawBand(u: uPlot, times: readonly number[], centre: readonly number[], half: number): void {
  const { ctx } = u
  const point = (k: number, by: number): [number, number] => [u.valToPos(times[k]!, 'x', true), u.valToPos(centre[k]! + by, 'y', true)]
  ctx.save()
  ctx.globalAlpha = 0.3
  ctx.fillStyle = colour('bandEdge')
  ctx.beginPath()
  times.forEach((_, k) => ctx.lineTo(...point(k, half)))
  for (let k = times.length - 1; k >= 0; k--) ctx.lineTo(...point(k, -half))
  ctx.fill()
  ctx.restore()
}

function drawGoal(u: uPlot, bounds: readonly number[], word: string): void {
  const { ctx, bbox } = u
  const ratio = uPlot.pxRatio
  ctx.save()
  ctx.strokeStyle = colour('text2')
  ctx.fillStyle = colour('text2')
  ctx.lineWidth = 1.5 * ratio
  ctx.font = FONT(ratio)
  ctx.textBaseline = 'top'
  for (const [k, bound] of bounds.entries()) {
    const y = u.valToPos(bound, 'y', true)
    ctx.setLineDash([4 * ratio, 3 * ratio])
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    if (k === bounds.length - 1) ctx.fillText(word, bbox.left, y + 3 * ratio)
  }
  ctx.restore()
}

function drawNewest(u: uPlot, time: number, value: number): void {
  const { ctx } = u
  ctx.save()
  ctx.fillStyle = colour('text')
  ctx.beginPath()
  ctx.arc(u.valToPos(time, 'x', true), u.valToPos(value, 'y', true), NEWEST * uPlot.pxRatio, 0, 2 * Math.PI)
  ctx.fill()
  ctx.restore()
}
