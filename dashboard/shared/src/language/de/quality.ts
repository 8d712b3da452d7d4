import type { Translation } from '../translation.ts'
import type { quality as en } from '../en/quality.ts'

export const quality: Translation<typeof en> = {
  good: 'gut',
  fair: 'mäßig',
  poor: 'schlecht',
  graded: 'Güte {grade}',
  unknown: 'die Güte ist noch nicht bekannt',
  noData: 'keine Daten des {side, select, left {linken} other {rechten}} Fußes',
  missing: '{side}: {share} % der Messwerte fehlen',
  dead: '{side}: {n, plural, one {# Sensor} other {# Sensoren}} ohne Signal',
  clock: 'links gegen rechts: ±{error} ms',
  because: ': {because}',

  loss: 'Verlust {share} %',
  recovering: 'Verlust {share} %, {n} kommen nach',
  lossDetail: '{lost} Messwerte verloren, {recovered} zurückgeholt, {missing} fehlen',
}
