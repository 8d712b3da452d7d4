import type { PressureMap, Side, StanceCurves } from '@solestream/processing/model'
import { boxOf, footGeometry, GENERIC_OUTLINE, outlinePath, type FootGeometry, type Point } from '../foot/index.ts'
import { pressureLayers } from './pressureLayers.ts'
import { circle, type Picture, type Shape } from './picture.ts'

type GaitLine = NonNullable<StanceCurves['gaitLine'][Side]>

/** One foot of a picture; the first gait line is drawn full, the second broken. */
export interface FootTraces {
  readonly side: Side
  readonly words: string
  readonly pressure: PressureMap | null
  readonly lines: readonly GaitLine[]
}

export interface FeetPictures {
  readonly feet: readonly Picture[]
  /** False: sensors have no true places; they are drawn into a neutral foot. */
  readonly toScale: boolean
}

const ROOM_mm = 6
/** Dark under a white line, so that it shows on every pressure. */
const UNDER = '#0A0E12'

/** Both feet as one looks down on them: what each place bore, and the gait lines over it. `fullScale`: of the pressure's colours. */
export function feetPictures(feet: readonly FootTraces[], height: number, fullScale: number): FeetPictures {
  const drawn = feet.map((foot) => ({
    foot,
    geometry: footGeometry(foot.pressure?.layout ?? { geometry: 'mm', sensors: [], outline: [] }),
  }))
  return {
    feet: drawn.map(({ foot, geometry }) => footPicture(foot, geometry, height, fullScale)),
    toScale: drawn.every(({ foot, geometry }) => geometry.toScale && foot.lines.every(({ unit }) => unit === 'mm')),
  }
}

function footPicture({ side, words, pressure, lines }: FootTraces, geometry: FootGeometry, height: number, fullScale: number): Picture {
  const box = boxOf(geometry.outline)
  const scale = height / (box.maxY - box.minY + 2 * ROOM_mm)
  const sign = side === 'left' ? -1 : 1
  const width = (box.maxX - box.minX + 2 * ROOM_mm) * scale
  const middle = (sign * (box.minX + box.maxX)) / 2
  const place = ([x, y]: Point): Point => [width / 2 + (sign * x - middle) * scale, height - (ROOM_mm + y - box.minY) * scale]
  const outline = outlinePath(geometry.outline, place)
  const dots = pressure === null ? [] : geometry.sensors.map(place)
  return {
    width,
    height,
    spoken: words,
    shapes: [
      { kind: 'path', d: outline, fill: 'foot' },
      ...(pressure === null ? [] : [{ kind: 'within', d: outline, shapes: pressureLayers(pressure, geometry, place, fullScale) } as const]),
      { kind: 'path', d: outline, stroke: 'footEdge', width: 1 },
      ...dots.map(([x, y]): Shape => ({ kind: 'path', d: circle(x, y, 0.8), fill: '#ffffff', opacity: 0.6 })),
      ...lines.flatMap((line, k) => gaitLine(pointsOf(line, pressure, geometry), place, side, pressure !== null, k > 0)),
    ],
  }
}

/** In mm of the drawn foot. */
function pointsOf({ unit, x, y }: GaitLine, pressure: PressureMap | null, geometry: FootGeometry): readonly Point[] {
  const neutral = boxOf(GENERIC_OUTLINE)
  const place = (px: number, py: number): Point => {
    if (unit === 'mm') return [px, py]
    if (pressure !== null) return geometry.place(px * pressure.layout.width_mm, py * pressure.layout.length_mm)
    return [px * (neutral.maxX - neutral.minX), py * (neutral.maxY - neutral.minY)]
  }
  return x.mean.flatMap((px, k) => {
    const py = y.mean[k]
    return px === null || py === null || py === undefined ? [] : [place(px, py)]
  })
}

function gaitLine(
  points: readonly Point[],
  place: (p: Point) => Point,
  side: Side,
  overPressure: boolean,
  second: boolean,
): readonly Shape[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return []
  const d = `M${points.map((p) => place(p).map((v) => v.toFixed(2)).join(' ')).join('L')}` // prettier-ignore
  const ink = overPressure ? '#ffffff' : second ? 'text2' : side
  const dash = second ? { dash: [3, 2] as const } : {}
  const [start, end] = [place(first), place(last)]
  return [
    { kind: 'path', d, stroke: overPressure ? UNDER : 'surface', width: 3.2, opacity: 0.75 },
    { kind: 'path', d, stroke: ink, width: second ? 1.1 : 1.6, ...dash },
    { kind: 'path', d: circle(...start, 2), fill: ink, ...(overPressure && { stroke: UNDER, width: 0.6 }) },
    { kind: 'path', d: circle(...end, 2.2), fill: overPressure ? UNDER : 'surface', stroke: ink, width: 1.2 },
  ]
}
