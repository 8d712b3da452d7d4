import type { RegionLoads } from './regionLoads.ts'
import type { RegionMap } from './regionMap.ts'

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

type Fti = RegionLoads['fti']

/** Integrals of force of zones for the arch proxies: heel, midfoot, and forefoot without toes. Parts without a sensor are left out; NaN when all are. */
export const heelFti = ({ indexOf: at }: RegionMap, fti: Fti): number => sum(fti, at.heelM, at.heelL, -1)
export const midfootFti = ({ indexOf: at }: RegionMap, fti: Fti): number => sum(fti, at.midM, at.midL, -1)
export const forefootFti = ({ indexOf: at }: RegionMap, fti: Fti): number => sum(fti, at.mth1, at.mth23, at.mth45)

function sum(fti: Fti, a: number, b: number, c: number): number {
  if (a < 0 && b < 0 && c < 0) return NaN
  return (a < 0 ? 0 : fti[a]!) + (b < 0 ? 0 : fti[b]!) + (c < 0 ? 0 : fti[c]!)
}
