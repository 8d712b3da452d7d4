import type { InsoleDescription, PlantarRegion, Region } from '../../model/index.ts'
import { PLANTAR_REGIONS } from '../../model/index.ts'
import { edgesAt } from './outline.ts'

/** Ends of heel, midfoot and forefoot, shares of the insole's length (27 and 55 % as pressuRe has them; the rest is proposed). */
const HEEL = 0.27
const MIDFOOT = 0.55
const FOREFOOT = 0.81
/** Shares of the width at that height, from the medial edge. */
const HALF = 0.5
const MTH1 = 0.3
const MTH23 = 0.65
const HALLUX = 0.35

/** Which sensors lie under which of the nine parts of the foot. */
export interface RegionMap {
  /** Parts with at least one sensor, in the order of PLANTAR_REGIONS. */
  readonly regions: readonly PlantarRegion[]
  /** Where each of PLANTAR_REGIONS stands in `regions`; -1: no sensor lies under it. */
  readonly indexOf: Readonly<Record<PlantarRegion, number>>
  /** Sensors of parts[r]: order[starts[r]] to order[starts[r + 1]]; after the last part, those under none. */
  readonly order: Uint16Array
  readonly starts: Uint16Array
}

const isPlantar = (region: Region): region is PlantarRegion => region !== 'whole' && region !== 'unknown'

/** The part of the foot over each sensor: as the layout names it; else, with real geometry, by where it lies; null where nothing says. */
export function regionsOf({ layout, sensors }: InsoleDescription): readonly (PlantarRegion | null)[] {
  return layout.sensors.slice(0, sensors).map(({ region, x_mm, y_mm }) => {
    if (isPlantar(region)) return region
    if (region === 'whole' || layout.geometry !== 'mm') return null
    const [medial, lateral] = edgesAt(layout, y_mm)
    return regionAt(y_mm / layout.length_mm, (x_mm - medial) / (lateral - medial))
  })
}

/** Default boundaries in foot coordinates: y of the length from the heel, x of the width from the medial edge. */
export function regionAt(y: number, x: number): PlantarRegion {
  if (y < HEEL) return x < HALF ? 'heelM' : 'heelL'
  if (y < MIDFOOT) return x < HALF ? 'midM' : 'midL'
  if (y < FOREFOOT) return x < MTH1 ? 'mth1' : x < MTH23 ? 'mth23' : 'mth45'
  return x < HALLUX ? 'hallux' : 'toes25'
}

export function regionMap(insole: InsoleDescription): RegionMap {
  const of = regionsOf(insole)
  const regions = PLANTAR_REGIONS.filter((region) => of.includes(region))
  const groups = [...regions, null].map((region) => of.flatMap((r, k) => (r === region ? [k] : [])))
  // Sensors beyond the layout's list are under none
  for (let k = of.length; k < insole.sensors; k++) groups[groups.length - 1]!.push(k)
  const starts = new Uint16Array(groups.length + 1)
  groups.forEach((group, r) => (starts[r + 1] = starts[r]! + group.length))
  const indexOf = Object.fromEntries(PLANTAR_REGIONS.map((region) => [region, regions.indexOf(region)])) as RegionMap['indexOf']
  return { regions, indexOf, order: Uint16Array.from(groups.flat()), starts }
}
