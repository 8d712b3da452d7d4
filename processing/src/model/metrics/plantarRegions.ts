/** The nine parts of the sole that figures are given of, from heel to toes (medial before lateral). */
export const PLANTAR_REGIONS = ['heelM', 'heelL', 'midM', 'midL', 'mth1', 'mth23', 'mth45', 'hallux', 'toes25'] as const
export type PlantarRegion = (typeof PLANTAR_REGIONS)[number]

export const REGION_WORDS: { readonly [R in PlantarRegion]: string } = {
  heelM: 'medial heel',
  heelL: 'lateral heel',
  midM: 'medial midfoot',
  midL: 'lateral midfoot',
  mth1: '1st metatarsal head',
  mth23: '2nd and 3rd metatarsal heads',
  mth45: '4th and 5th metatarsal heads',
  hallux: 'hallux',
  toes25: '2nd to 5th toes',
}
