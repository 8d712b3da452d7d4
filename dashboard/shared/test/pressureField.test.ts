import { describe, expect, it } from 'vitest'
import {
  boxOf,
  colourField,
  footGeometry,
  GENERIC_OUTLINE,
  outlinePath,
  PressureField,
  pressureTable,
  sigmaFor,
  type Point,
} from '@solestream/dashboard-shared/foot'

const SENSORS: readonly Point[] = [
  [-26, 241], [0, 243], [23, 225], [-29, 198], [-10, 204], [7, 199], [22, 189], [36, 174],
  [31, 140], [25, 104], [-6, 146], [-4, 108], [-13, 64], [15, 62], [-14, 28], [14, 28],
] // prettier-ignore
const BOX = boxOf(GENERIC_OUTLINE)

const cellOf = (field: PressureField, [x, y]: Point, mirror: boolean): number => {
  const across = (mirror ? BOX.maxX - x : x - BOX.minX) / (BOX.maxX - BOX.minX)
  const down = (BOX.maxY - y) / (BOX.maxY - BOX.minY)
  return Math.floor(down * field.rows) * field.columns + Math.floor(across * field.columns)
}

describe('the pressure field', () => {
  it.each([
    ['heel strike', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 120, 110, 275, 250]],
    ['mid-stance', [10, 5, 5, 60, 70, 80, 80, 70, 60, 55, 15, 10, 120, 110, 130, 120]],
    ['push-off', [215, 96, 60, 186, 251, 230, 148, 90, 10, 0, 0, 0, 0, 0, 0, 0]],
  ])('stays within 12 kPa of what the sensors measured and never far below zero: %s', (_, values) => {
    for (const mirror of [false, true]) {
      const field = new PressureField(SENSORS, BOX, 2.5, mirror)
      const out = new Float32Array(field.rows * field.columns)
      field.evaluate(Float32Array.from(values), out)
      SENSORS.forEach((sensor, k) => expect(Math.abs(out[cellOf(field, sensor, mirror)]! - values[k]!)).toBeLessThan(12))
      expect(Math.max(...out)).toBeLessThan(1.2 * Math.max(...values))
    }
  })

  it('mirrors: the left field is the right one turned round', () => {
    const values = Float32Array.from(SENSORS, (_, k) => 10 + 7 * k)
    const [right, left] = [false, true].map((mirror) => {
      const field = new PressureField(SENSORS, BOX, 2.5, mirror)
      const out = new Float32Array(field.rows * field.columns)
      field.evaluate(values, out)
      return { field, out }
    }) as [{ field: PressureField; out: Float32Array }, { field: PressureField; out: Float32Array }]
    const { columns, rows } = right.field
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        expect(left.out[row * columns + column]).toBeCloseTo(right.out[row * columns + columns - 1 - column]!, 3)
  })

  it('is wider with fewer sensors', () => {
    expect(sigmaFor(16)).toBe(21)
    expect(sigmaFor(8)).toBeGreaterThan(sigmaFor(16))
    expect(sigmaFor(99)).toBeLessThan(sigmaFor(16))
  })
})

describe('pressure colours', () => {
  it('run from the first stop to the last and stay there beyond', () => {
    const table = pressureTable()
    const pixels = new Uint32Array(4)
    colourField(Float32Array.of(-50, 0, 300, 900), 300, table, pixels)
    expect([...pixels].map((p) => (p & 0xffffff).toString(16))).toEqual(['540144', '540144', '25e7fd', '25e7fd'])
  })
})

describe('foot geometry', () => {
  it('keeps true positions and its own outline', () => {
    const sensors = SENSORS.map(([x_mm, y_mm]) => ({ x_mm, y_mm, area_mm2: 100, region: 'unknown' as const }))
    const outline: Point[] = [[0, 0], [50, 100], [0, 200]] // prettier-ignore
    const geometry = footGeometry({ geometry: 'mm', sensors, outline })
    expect(geometry.toScale).toBe(true)
    expect(geometry.outline).toEqual(outline)
    expect(geometry.sensors).toEqual(SENSORS)
  })

  it('fits arbitrary positions into a neutral foot and says so', () => {
    const sensors = [[-500, -800], [-700, -400], [300, 400], [700, 800]].map(([x, y]) => ({ x_mm: x!, y_mm: y!, area_mm2: 0, region: 'unknown' as const })) // prettier-ignore
    const geometry = footGeometry({ geometry: 'arbitrary', sensors, outline: [] })
    expect(geometry.toScale).toBe(false)
    for (const [x, y] of geometry.sensors) {
      expect(x).toBeGreaterThanOrEqual(BOX.minX)
      expect(x).toBeLessThanOrEqual(BOX.maxX)
      expect(y).toBeGreaterThanOrEqual(BOX.minY)
      expect(y).toBeLessThanOrEqual(BOX.maxY)
    }
    expect(geometry.sensors[3]![1]).toBeGreaterThan(geometry.sensors[0]![1])
  })

  it('draws a closed path through every point', () => {
    const path = outlinePath(GENERIC_OUTLINE, ([x, y]) => [x, -y])
    expect(path.match(/C/g)).toHaveLength(GENERIC_OUTLINE.length)
    expect(path.endsWith('Z')).toBe(true)
    expect(path).toContain('-268.00')
  })
})
