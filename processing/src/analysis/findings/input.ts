import type { Quality, Summary } from '../../model/index.ts'

/** The session that is looked at. */
export interface FindingsInput {
  readonly summary: Summary
  readonly quality: Quality
  /** Whether its insoles have a vendor's, a bench or a body-weight calibration; default: not known, which lowers the certainty. */
  readonly calibrated?: boolean
  /** Summaries of the person's earlier sessions under the same condition. */
  readonly earlier?: readonly Summary[]
}
