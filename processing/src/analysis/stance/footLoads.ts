import type { PlantarRegion } from '../../model/index.ts'
import type { RegionLoads } from './regionLoads.ts'
import type { RegionMap } from './regionMap.ts'

/** Integral of force of one part; NaN when no sensor lies under it. */
export function ftiOf({ regions }: RegionMap, loads: Pick<RegionLoads, 'fti' | 'phaseFti'>, region: PlantarRegion, phase?: number): number {
  const r = regions.indexOf(region)
  if (r < 0) return NaN
  return phase === undefined ? loads.fti[r]! : loads.phaseFti[4 * r + phase]!
}

/** Zones of the foot that have a medial and a lateral part: the forefoot's are the first, and the fourth with the fifth metatarsal head. */
export const ZONES = { heel: ['heelM', 'heelL'], midfoot: ['midM', 'midL'], forefoot: ['mth1', 'mth45'] } as const

/** Shares below this of the foot's load in the phase say nothing of a zone. */
const LEAST_SHARE = 0.02

/**
 * Medial-lateral pressure index of a zone, percent: 100 (M - L) / (M + L) of the integrals of force, + medial. Ours: no norms, compare a
 * person with themselves. NaN when a part has no sensor or the zone carries less than 2 % of `whole`.
 */
export function mlpi_percent(medial: number, lateral: number, whole: number): number {
  const both = medial + lateral
  return both > LEAST_SHARE * whole && both > 0 ? (100 * (medial - lateral)) / both : NaN
}

/** Forefoot for the arch proxies: metatarsal heads without toes. Parts without a sensor are left out; NaN when all are. */
export function forefootFti(map: RegionMap, loads: RegionLoads): number {
  return sumOf(map, loads, ['mth1', 'mth23', 'mth45'])
}
export const midfootFti = (map: RegionMap, loads: RegionLoads): number => sumOf(map, loads, ['midM', 'midL'])
export const heelFti = (map: RegionMap, loads: RegionLoads): number => sumOf(map, loads, ['heelM', 'heelL'])

function sumOf(map: RegionMap, loads: RegionLoads, parts: readonly PlantarRegion[]): number {
  const there = parts.filter((part) => map.regions.includes(part))
  return there.length === 0 ? NaN : there.reduce((sum, part) => sum + ftiOf(map, loads, part), 0)
}
