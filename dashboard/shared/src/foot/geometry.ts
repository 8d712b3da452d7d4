import type { InsoleLayout } from '@solestream/processing/model'
import { GENERIC_OUTLINE, boxOf, type Point } from './outline.ts'

/** Where a layout's sensors are drawn, in millimetres of a right foot. */
export interface FootGeometry {
  readonly outline: readonly Point[]
  readonly sensors: readonly Point[]
  /** False: the layout has no true positions, they are fitted into a neutral foot and must be labelled so. */
  readonly toScale: boolean
  /** Takes a centre of pressure in the layout's own frame to the drawn one. */
  place(x: number, y: number): Point
}

/** Where sensors of a layout without true positions go: inside a neutral foot everywhere, its narrow arch too. */
const SENSOR_BOX = { minX: -20, maxX: 26, minY: 28, maxY: 241 }

type Places = Pick<InsoleLayout, 'geometry' | 'outline'> & { readonly sensors: readonly { readonly x_mm: number; readonly y_mm: number }[] }

export function footGeometry(layout: Places): FootGeometry {
  const own = layout.sensors.map((s): Point => [s.x_mm, s.y_mm])
  if (layout.geometry === 'mm') {
    const outline = layout.outline.length >= 3 ? layout.outline : GENERIC_OUTLINE
    return { outline, sensors: own, toScale: true, place: (x, y) => [x, y] }
  }
  const box = boxOf(own)
  const axis = (v: number, min: number, max: number, low: number, high: number): number =>
    max > min ? low + ((v - min) / (max - min)) * (high - low) : (low + high) / 2
  const place = (x: number, y: number): Point => [
    axis(x, box.minX, box.maxX, SENSOR_BOX.minX, SENSOR_BOX.maxX),
    axis(y, box.minY, box.maxY, SENSOR_BOX.minY, SENSOR_BOX.maxY),
  ]
  return { outline: GENERIC_OUTLINE, sensors: own.map(([x, y]) => place(x, y)), toScale: false, place }
}
