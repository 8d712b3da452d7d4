import type { InsoleLayout, Region } from '../../model/index.ts'

/** Sensors of an insole that lie under the heel and under the forefoot (toes included), counted from 0. */
export interface FootParts {
  readonly heel: readonly number[]
  readonly forefoot: readonly number[]
}

const HEEL: readonly Region[] = ['heelM', 'heelL']
const FOREFOOT: readonly Region[] = ['mth1', 'mth23', 'mth45', 'hallux', 'toes25']
/** Where a layout names no regions its places tell: shares of the insole's length from the heel's back (metrics.md 2.7). */
const HEEL_ENDS_RATIO = 0.27
const FOREFOOT_BEGINS_RATIO = 0.55

/** Heel and forefoot of a layout, or the reason why they can't be told apart. */
export function footParts(layout: InsoleLayout, sensors: number): FootParts | string {
  if (sensors === 1) return 'one sensor cannot tell heel from forefoot'
  const known = layout.sensors.slice(0, sensors)
  const named = (regions: readonly Region[]) => known.flatMap((s, k) => (regions.includes(s.region) ? [k] : []))
  let [heel, forefoot] = [named(HEEL), named(FOREFOOT)]
  if (heel.length === 0 && forefoot.length === 0) {
    if (layout.geometry === 'none' || !(layout.length_mm > 0)) return 'the layout does not say where the sensors are'
    const along = (test: (ratio: number) => boolean) => known.flatMap((s, k) => (test(s.y_mm / layout.length_mm) ? [k] : []))
    heel = along((y) => y < HEEL_ENDS_RATIO)
    forefoot = along((y) => y > FOREFOOT_BEGINS_RATIO)
  } else if (layout.geometry !== 'none') [heel, forefoot] = withUnnamed(known, heel, forefoot)
  if (heel.length === 0) return 'no sensor lies under the heel'
  if (forefoot.length === 0) return 'no sensor lies under the forefoot'
  return { heel, forefoot }
}

/** Sensors without a name, as on the line between medial and lateral, belong to the heel from its foremost named sensor backward, to the forefoot from its rearmost one forward. */
function withUnnamed(
  known: InsoleLayout['sensors'],
  heel: readonly number[],
  forefoot: readonly number[],
): [heel: number[], forefoot: number[]] {
  const heelEnds = Math.max(...heel.map((k) => known[k]!.y_mm))
  const forefootBegins = Math.min(...forefoot.map((k) => known[k]!.y_mm))
  const unnamed = (test: (y: number) => boolean) => known.flatMap((s, k) => (s.region === 'unknown' && test(s.y_mm) ? [k] : []))
  const inOrder = (list: readonly number[]) => list.toSorted((a, b) => a - b)
  return [
    inOrder([...heel, ...unnamed((y) => y <= heelEnds)]),
    inOrder([...forefoot, ...unnamed((y) => y >= forefootBegins && y > heelEnds)]),
  ]
}
