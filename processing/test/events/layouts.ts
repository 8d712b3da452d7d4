import { demo16 } from '@solestream/ingest/virtual'
import type { InsoleLayout, Region, Side } from '@solestream/processing/model'

/** Rows of sensors from heel to toe, each as wide as the foot: 1 ('whole'), 2 (heel, forefoot), 8 or 99 of them. */
const ROWS: { readonly [N in 1 | 2 | 8 | 99]: readonly number[] } = {
  1: [1],
  2: [1, 1],
  8: [1, 2, 2, 2, 1],
  99: [5, 7, 7, 7, 6, 5, 5, 5, 5, 6, 7, 7, 7, 7, 7, 6],
}

/** Standard regions (metrics.md 2.7) of a place, as shares of length from the heel and of width from the medial edge. */
function regionAt(along: number, across: number): Region {
  const medial = across < 0.5
  if (along < 0.27) return medial ? 'heelM' : 'heelL'
  if (along < 0.55) return medial ? 'midM' : 'midL'
  if (along < 0.81) return across < 0.3 ? 'mth1' : across < 0.65 ? 'mth23' : 'mth45'
  return across < 0.35 ? 'hallux' : 'toes25'
}

/** An insole with so many sensors, of the simulated insole's size and of the same area together. */
export function layoutWith(sensors: 1 | 2 | 8 | 16 | 99): (side: Side) => InsoleLayout {
  if (sensors === 16) return demo16
  const rows = ROWS[sensors]
  return (side) => {
    const whole = demo16(side)
    const area = whole.sensors.reduce((sum, s) => sum + s.area_mm2, 0)
    return {
      ...whole,
      id: `test-${sensors}`,
      sensors: rows.flatMap((n, row) =>
        Array.from({ length: n }, (_, k) => {
          const along = rows.length === 2 ? [0.13, 0.7][row]! : (row + 0.5) / rows.length
          const across = (k + 0.5) / n
          return {
            x_mm: (across - 0.5) * whole.width_mm,
            y_mm: along * whole.length_mm,
            area_mm2: area / sensors,
            region: sensors === 1 ? ('whole' as const) : regionAt(along, across),
          }
        }),
      ),
    }
  }
}
