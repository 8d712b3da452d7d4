import type { InsoleLayout, Region } from '@solestream/firmware-protocol'
import { fails, holds, NotSeen, type Verdict } from '../verdict.ts'

const HEEL: readonly Region[] = ['heelM', 'heelL']
const FRONT: readonly Region[] = ['mth1', 'mth23', 'mth45', 'hallux', 'toes25']
/** Medial regions, each with its lateral one. */
const ACROSS: readonly (readonly [Region, Region])[] = [
  ['heelM', 'heelL'],
  ['midM', 'midL'],
  ['mth1', 'mth45'],
]

/** Whether positions run as R-LAYOUT-1 says, as far as the regions tell. */
export function orientation({ geometry, sensors, length_mm }: InsoleLayout): Verdict {
  if (geometry !== 'mm') throw new NotSeen(`the layout’s geometry is ${geometry}: there are no positions in mm`)
  const mean = (regions: readonly Region[], of: 'x_mm' | 'y_mm'): number | null => {
    const values = sensors.filter(({ region }) => regions.includes(region)).map((sensor) => sensor[of])
    return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length
  }
  const outside = sensors.findIndex(({ y_mm }) => y_mm < 0 || y_mm > length_mm)
  if (outside >= 0) return fails(`y_mm from 0 to ${length_mm}`, `${sensors[outside]!.y_mm} of sensor ${outside}`)
  const seen: string[] = []
  const [heel, front] = [mean(HEEL, 'y_mm'), mean(FRONT, 'y_mm')]
  if (heel !== null && front !== null) {
    if (heel >= front) return fails('y_mm that grows toward the toes', `heel at ${heel.toFixed(0)}, forefoot at ${front.toFixed(0)} mm`)
    seen.push('y')
  }
  for (const [medial, lateral] of ACROSS) {
    const [inner, outer] = [mean([medial], 'x_mm'), mean([lateral], 'x_mm')]
    if (inner === null || outer === null) continue
    if (inner >= outer)
      return fails('x_mm that grows to the lateral side', `${medial} at ${inner.toFixed(0)}, ${lateral} at ${outer.toFixed(0)} mm`)
    seen.push('x')
  }
  if (seen.length === 0) throw new NotSeen('the regions of the layout tell no direction')
  return holds(`as its regions tell (${[...new Set(seen)].join(', ')})`)
}
