import type { InsoleLayout } from '../../model/index.ts'

/** Whether it is known how large the insole is: without that nothing is a share of it. */
export const sizeKnown = ({ length_mm, width_mm }: InsoleLayout): boolean => length_mm > 0 && width_mm > 0

/** What a picture of an insole is drawn in, in the layout's units: its size; where that is not known, what its sensors span. */
export function extentOf(layout: InsoleLayout): Pick<InsoleLayout, 'length_mm' | 'width_mm'> {
  if (sizeKnown(layout)) return { length_mm: layout.length_mm, width_mm: layout.width_mm }
  const span = (of: readonly number[]): number => Math.max(...of) - Math.min(...of) || 1
  return { length_mm: span(layout.sensors.map((s) => s.y_mm)), width_mm: span(layout.sensors.map((s) => s.x_mm)) }
}
