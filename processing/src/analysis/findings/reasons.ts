import type { Side } from '../../model/index.ts'

/** Why a rule is silent, or not surer, in one language. */
export interface Reasons {
  fewSamples(percent: number): string
  fewSamplesOf(percent: number, side: Side): string
  drifted(percent: number, side: Side): string
  deadSensors(side: Side): string
  singlePeaked(percent: number, side: Side): string
  few(n: number, sure: number): string
  noInterval: string
  closeToThreshold: string
  missingOrDrifted: string
  uncalibrated: string
  insoleBias: string
  notThere: string
  notOfBothFeet: string
  tooFewEarlier(least: number, leftOut: readonly string[]): string
  otherSpeed(n: number, tolerance_m_s: number): string
  speedUnknown: string
  otherInsoles(n: number): string
  insolesUnknown: string
  tooFew(n: number, needed: number): string
  otherWay: string
  withinThreshold: string
  intervalUnknown: string
  reachesThreshold: string
}

const en: Reasons = {
  fewSamples: (percent) => `only ${percent.toFixed(1)} % of the samples are there`,
  fewSamplesOf: (percent, side) => `only ${percent.toFixed(1)} % of the ${side} foot's samples are there`,
  drifted: (percent, side) => `the ${side} insole drifted by ${percent.toFixed(0)} %`,
  deadSensors: (side) => `sensors of the ${side} insole gave no signal`,
  singlePeaked: (percent, side) =>
    `${percent.toFixed(0)} % of the ${side} foot's stances have one peak of force, not two: the others are no picture of the walk`,
  few: (n, sure) => `n is ${n}; ${sure} and more are sure`,
  noInterval: 'it has no interval',
  closeToThreshold: 'its interval ends close to the threshold',
  missingOrDrifted: 'samples are missing or an insole drifted',
  uncalibrated: 'the insoles are not known to be calibrated',
  insoleBias: 'a bias between the two insoles looks the same: measure once more with the insoles swapped',
  notThere: 'the session does not have it',
  notOfBothFeet: 'the session does not have it of both feet',
  tooFewEarlier: (least, leftOut) =>
    [`fewer than ${least} earlier sessions have it`, ...(leftOut.length > 0 ? [`left out: ${leftOut.join(', ')}`] : [])].join('; '),
  otherSpeed: (n, tolerance) => `${n} walked more than ${tolerance} m/s slower or faster`,
  speedUnknown: 'the walking speed of this or an earlier session is not known',
  otherInsoles: (n) => `${n} with other insoles`,
  insolesUnknown: 'the insoles of this or an earlier session are not known',
  tooFew: (n, needed) => `n is ${n}, ${needed} are needed`,
  otherWay: 'it deviates the other way, or not',
  withinThreshold: 'it does not deviate by more than the threshold',
  intervalUnknown: 'its interval is not known',
  reachesThreshold: 'its interval reaches the threshold',
}

const comma = (value: number, decimals: number): string => value.toFixed(decimals).replace('.', ',')
const LINKS_RECHTS = { left: 'linken', right: 'rechten' } as const

const de: Reasons = {
  fewSamples: (percent) => `nur ${comma(percent, 1)} % der Messwerte sind da`,
  fewSamplesOf: (percent, side) => `nur ${comma(percent, 1)} % der Messwerte des ${LINKS_RECHTS[side]} Fußes sind da`,
  drifted: (percent, side) => `die Drift der ${LINKS_RECHTS[side]} Sohle beträgt ${comma(percent, 0)} %`,
  deadSensors: (side) => `Sensoren der ${LINKS_RECHTS[side]} Sohle gaben kein Signal`,
  singlePeaked: (percent, side) =>
    `${comma(percent, 0)} % der Bodenkontakte des ${LINKS_RECHTS[side]} Fußes haben eine Kraftspitze statt zweien: die anderen geben kein Bild des Gangs`,
  few: (n, sure) => `n ist ${n}; ab ${sure} ist es sicher`,
  noInterval: 'es hat kein Intervall',
  closeToThreshold: 'sein Intervall endet nahe der Schwelle',
  missingOrDrifted: 'Messwerte fehlen oder eine Sohle driftete',
  uncalibrated: 'von einer Kalibrierung der Sohlen ist nichts bekannt',
  insoleBias: 'eine Abweichung zwischen den beiden Sohlen sähe gleich aus: noch einmal mit vertauschten Sohlen messen',
  notThere: 'die Aufnahme hat es nicht',
  notOfBothFeet: 'die Aufnahme hat es nicht von beiden Füßen',
  tooFewEarlier: (least, leftOut) =>
    [`weniger als ${least} frühere Aufnahmen haben es`, ...(leftOut.length > 0 ? [`ausgelassen: ${leftOut.join(', ')}`] : [])].join('; '),
  otherSpeed: (n, tolerance) => `${n}, die um mehr als ${String(tolerance).replace('.', ',')} m/s langsamer oder schneller gegangen wurden`,
  speedUnknown: 'die Gehgeschwindigkeit dieser oder einer früheren Aufnahme ist nicht bekannt',
  otherInsoles: (n) => `${n} mit anderen Sohlen`,
  insolesUnknown: 'die Sohlen dieser oder einer früheren Aufnahme sind nicht bekannt',
  tooFew: (n, needed) => `n ist ${n}, nötig sind ${needed}`,
  otherWay: 'es weicht zur anderen Seite ab, oder nicht',
  withinThreshold: 'es weicht um nicht mehr als die Schwelle ab',
  intervalUnknown: 'sein Intervall ist nicht bekannt',
  reachesThreshold: 'sein Intervall reicht an die Schwelle',
}

const REASONS: Readonly<Record<string, Reasons>> = { en, de }

/** English where a language has none. */
export const reasonsIn = (language: string): Reasons => REASONS[language] ?? en
