import type { Quality, Summary } from '../../model/index.ts'
import type { Device } from '../compare/index.ts'

/** The session that is looked at. */
export interface FindingsInput {
  readonly summary: Summary
  readonly quality: Quality
  /** Whether its insoles have a vendor's, a bench or a body-weight calibration; default: not known, which lowers the certainty. */
  readonly calibrated?: boolean
  /** What measured it; undefined: not known. */
  readonly device?: Device | undefined
  /** The person's earlier sessions under the same condition; of another speed or other insoles they are left out where that matters. */
  readonly earlier?: readonly EarlierSession[]
}

export interface EarlierSession {
  readonly summary: Summary
  /** What measured it; undefined: not known. */
  readonly device?: Device | undefined
}
