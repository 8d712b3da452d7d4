import type { Translation } from '../translation.ts'
import type { calibration as en } from '../en/calibration.ts'

export const calibration: Translation<typeof en> = {
  title: 'Nullen und kalibrieren',
  close: 'Schließen',
  now: 'Jetzt',
  allSteps: 'Alle Schritte',
  cancel: 'Abbrechen',
  tareTitle: '1. Nullen',
  tareHint: 'Im Sitzen beide Füße vom Boden heben und stillhalten. Was die Sensoren dann anzeigen, ist ihr Nullpunkt.',
  tareBoth: 'Beide nullen',
  tareLeft: 'Nur links',
  tareRight: 'Nur rechts',
  weightTitle: '2. Mit dem Körpergewicht kalibrieren',
  weightHint: 'Jeder Fuß bekommt seine eigene Verstärkung: Kräfte stehen dann in Newton, und links ist mit rechts vergleichbar.',
  bodyMass: 'Körpermasse, kg',
  bodyMassHint: 'Wie die Waage sie zeigt, mit Kleidung und Schuhen',
  exercise: 'Die Person',
  singleLeg: 'steht auf dem linken Bein, dann auf dem rechten, je 5\u00a0s',
  shift: 'verlagert das Gewicht langsam von Fuß zu Fuß, 20\u00a0s',
  safety: 'Etwas zum Festhalten steht bereit. Was eine Hand trägt, fehlt im Ergebnis: Dann bitte wiederholen.',
  start: 'Start',
}
