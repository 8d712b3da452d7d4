import type { PressureMap } from '@solestream/processing/model'
import { boxOf, PRESSURE_STOPS, PressureField, type FootGeometry, type Point } from '../foot/index.ts'
import { box, type Picture, type Shape, TEXT_SIZE } from './picture.ts'

const CELL_mm = 2
/** Steps of the colours: more of them no eye tells apart on paper. */
const LEVELS = 32

/** The colour of a share of the full scale. */
export function colourOf(share: number): `#${string}` {
  const at = Math.max(0, Math.min(1, share)) * (PRESSURE_STOPS.length - 1)
  const low = Math.min(PRESSURE_STOPS.length - 2, Math.floor(at))
  const [a, b] = [PRESSURE_STOPS[low]!, PRESSURE_STOPS[low + 1]!]
  const part = (i: number): number =>
    Math.round(parseInt(a.slice(i, i + 2), 16) * (1 - at + low) + parseInt(b.slice(i, i + 2), 16) * (at - low))
  return `#${[1, 3, 5].map((i) => part(i).toString(16).padStart(2, '0')).join('')}`
}

/**
 * The pressure under a foot as areas that lie on one another, each of what bears at least its level: no seams, few shapes. A sensor without a
 * value leaves the whole map out: what lies round it would be invented.
 */
export function pressureLayers(
  { peak }: PressureMap,
  geometry: FootGeometry,
  place: (p: Point) => Point,
  fullScale: number,
): readonly Shape[] {
  if (peak.length === 0 || peak.some((value) => value === null)) return []
  const bounds = boxOf(geometry.outline)
  const field = new PressureField(geometry.sensors, bounds, CELL_mm, false)
  const { rows, columns } = field
  const values = new Float32Array(rows * columns)
  field.evaluate(
    Float32Array.from(peak, (value) => value ?? 0),
    values,
  )
  const cell: Point = [(bounds.maxX - bounds.minX) / columns, (bounds.maxY - bounds.minY) / rows]
  const corner = (column: number, row: number): Point => place([bounds.minX + column * cell[0], bounds.maxY - row * cell[1]])
  const layers: Shape[] = []
  for (let level = 0; level < LEVELS; level++) {
    const least = level === 0 ? -Infinity : (level / LEVELS) * fullScale
    let d = ''
    for (let row = 0; row < rows; row++) {
      for (let from = 0; from < columns; from++) {
        if (!(values[row * columns + from]! >= least)) continue
        let to = from + 1
        while (to < columns && values[row * columns + to]! >= least) to++
        const [[x1, y1], [x2, y2]] = [corner(from, row), corner(to, row + 1)]
        // A little over the next row, or a hair of what lies below would show between them.
        d += box(Math.min(x1, x2), y1, Math.abs(x2 - x1), y2 - y1 + 0.3)
        from = to
      }
    }
    if (d !== '') layers.push({ kind: 'path', d, fill: colourOf((level + 0.5) / LEVELS) })
  }
  return layers
}

/** The colours with their values; `words`: at both ends. */
export function pressureLegend(width: number, [low, high]: readonly [string, string], spoken: string): Picture {
  const step = width / LEVELS
  return {
    width,
    height: 20,
    spoken,
    shapes: [
      ...Array.from({ length: LEVELS }, (_, k): Shape => ({
        kind: 'path',
        d: box(k * step, 0, step + (k < LEVELS - 1 ? 0.3 : 0), 8),
        fill: colourOf((k + 0.5) / LEVELS),
      })),
      { kind: 'text', x: 0, y: 10 + TEXT_SIZE, words: low, ink: 'text2', anchor: 'start' },
      { kind: 'text', x: width, y: 10 + TEXT_SIZE, words: high, ink: 'text2', anchor: 'end' },
    ],
  }
}
