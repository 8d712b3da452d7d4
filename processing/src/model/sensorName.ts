import type { Region } from './layout.ts'

const REGION_WORDS: { readonly [R in Region]: string | null } = {
  heelM: 'medial heel',
  heelL: 'lateral heel',
  midM: 'medial midfoot',
  midL: 'lateral midfoot',
  mth1: 'first metatarsal head',
  mth23: 'second and third metatarsal heads',
  mth45: 'fourth and fifth metatarsal heads',
  hallux: 'big toe',
  toes25: 'small toes',
  whole: null,
  unknown: null,
}

/** A sensor (counted from 0) in words for people: sensor 4 (lateral heel). */
export function sensorName(sensor: number, region: Region = 'unknown'): string {
  const words = REGION_WORDS[region]
  return `sensor ${sensor + 1}${words === null ? '' : ` (${words})`}`
}
