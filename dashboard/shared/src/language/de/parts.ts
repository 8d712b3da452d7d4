import type { Translation } from '../translation.ts'
import type { parts as en } from '../en/parts.ts'

export const parts: Translation<typeof en> = {
  heelM: 'Ferse innen',
  heelL: 'Ferse außen',
  midM: 'Mittelfuß innen',
  midL: 'Mittelfuß außen',
  mth1: 'Mittelfußkopf 1',
  mth23: 'Mittelfußköpfe 2 und 3',
  mth45: 'Mittelfußköpfe 4 und 5',
  hallux: 'Großzehe',
  toes25: 'Zehen 2 bis 5',
}
