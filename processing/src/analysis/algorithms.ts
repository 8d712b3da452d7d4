import type { Algorithm, InsoleDescription, Mode, WalkInputs } from '../model/index.ts'
import { CONTACT_DETECTOR, createFixedThresholdDetector, detectContacts, FIXED_THRESHOLDS, type DetectContacts } from './contacts/index.ts'
import { coefficients } from './force/coefficients.ts'
import { ROLL_OVER } from './rollOver/index.ts'
import { LATEST_REPORT_S, MARGIN_S, PLAUSIBLE, USUAL, WATERMARK_S } from './strides/index.ts'
import { STANCE } from './stance/index.ts'
import { LIVE_WINDOW, PAIRS_FOR_INTERVAL } from './summary/index.ts'

/**
 * One version of the gait algorithms. When numbers change, the version that made the old ones stays here under its id, with what it needs: results
 * name it, and it can be chosen again. Listed newest first.
 */
export interface GaitVersion {
  readonly name: string
  readonly version: string
  readonly about: string
  readonly detectContacts: DetectContacts
  /** What it was made with, beside what all versions share. */
  readonly settings: (mode: Mode) => Readonly<Record<string, unknown>>
  /** Why it can't do anything for this insole, for people; null: it can. */
  readonly cannot: (insole: InsoleDescription) => string | null
}

const GAIT_1_0_0: GaitVersion = {
  name: 'gait',
  version: '1.0.0',
  about: 'contacts from knees of the force, on levels learned from it',
  detectContacts,
  settings: (mode) => ({ contacts: CONTACT_DETECTOR[mode] }),
  cannot: () => null,
}

const inNewtons = (insole: InsoleDescription): boolean => coefficients(insole).unit === 'N'
const SILENT: ReturnType<DetectContacts> = { push: () => [], end: () => [], fork: () => SILENT }

const GAIT_FIXED_1_0_0: GaitVersion = {
  name: 'gait-fixed',
  version: '1.0.0',
  about: 'contacts where the filtered force crosses fixed newton thresholds; for comparison only',
  detectContacts: (side, mode, insole) => (inNewtons(insole) ? createFixedThresholdDetector(side, mode, insole.rate_Hz) : SILENT),
  settings: (mode) => ({ contacts: { name: 'fixed-thresholds', version: '1.0.0', settings: { mode, ...FIXED_THRESHOLDS } } }),
  cannot: (insole) => (inNewtons(insole) ? null : 'fixed thresholds need forces in newtons'),
}

export const GAIT_VERSIONS: readonly GaitVersion[] = [GAIT_1_0_0, GAIT_FIXED_1_0_0]
const CURRENT = GAIT_1_0_0

const idOf = ({ name, version }: GaitVersion): string => `${name}@${version}`
export const GAIT_ALGORITHM_IDS: readonly string[] = GAIT_VERSIONS.map(idOf)

/** Wrong use, with what to do. */
export class UnknownAlgorithm extends RangeError {
  override readonly name = 'UnknownAlgorithm'
  readonly mend = `choose one of ${GAIT_ALGORITHM_IDS.join(', ')}`
}

/** The version with this id (name@version), the current one without. Throws UnknownAlgorithm, which lists what there is. */
export function gaitVersion(id?: string): GaitVersion {
  if (id === undefined) return CURRENT
  const found = GAIT_VERSIONS.find((version) => idOf(version) === id)
  if (found === undefined) throw new UnknownAlgorithm(`there is no algorithm ${id}; there are ${GAIT_ALGORITHM_IDS.join(', ')}`)
  return found
}

/** What made a result of createGait: with name, version and all settings it can be made again. */
export function GAIT_ALGORITHM(
  mode: Mode,
  { algorithm, ...inputs }: WalkInputs & { readonly algorithm?: string | undefined } = {},
): Algorithm {
  const { name, version, settings } = gaitVersion(algorithm)
  return {
    name,
    version,
    settings: {
      mode,
      ...settings(mode),
      rollOver: ROLL_OVER,
      plausible: PLAUSIBLE,
      usual: USUAL,
      merge: { watermark_s: WATERMARK_S, latestReport_s: LATEST_REPORT_S, margin_s: MARGIN_S },
      stance: STANCE,
      summary: { liveWindow: LIVE_WINDOW, pairsForInterval: PAIRS_FOR_INTERVAL },
      ...(Object.keys(inputs).length > 0 && { inputs }),
    },
  }
}
