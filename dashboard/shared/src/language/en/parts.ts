/** The parts of the foot. */
export const parts = {
  heelM: 'medial heel',
  heelL: 'lateral heel',
  midM: 'medial midfoot',
  midL: 'lateral midfoot',
  mth1: '1st metatarsal head',
  mth23: '2nd and 3rd metatarsal heads',
  mth45: '4th and 5th metatarsal heads',
  hallux: 'hallux',
  toes25: '2nd to 5th toes',
} as const
