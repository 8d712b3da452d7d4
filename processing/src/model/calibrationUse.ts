import type { Calibration } from './layout.ts'

/** How well a body-weight calibration is determined: kept beside it, since the calibration itself has no room for it. */
export interface CalibrationFit {
  readonly bodyMass_kg: number
  /** RMS of both feet's force against body weight, in percent of it. */
  readonly residual_percent: number
  /** Of the two columns of the least squares, each scaled to length 1: 1 is best; both feet always loaded alike: infinite. */
  readonly conditionNumber: number
  /** 95 %: how far the left gain may be off against the right one. */
  readonly gainError_percent: number
  /** Of data that it rests on. */
  readonly seconds: number
}

/** What the force of one side of a session rests on. */
export interface CalibrationUse extends Pick<Calibration, 'id' | 'method' | 'unit' | 'calibrated_utc'> {
  /** When a person took the zeros anew; null: they are the calibration's own, or it is not known. */
  readonly tared_utc: string | null
  /** Of a body-weight calibration that this host made; else null. */
  readonly fit: CalibrationFit | null
}

/** null: the insole was never calibrated nor tared. */
export function calibrationUse(of: {
  readonly calibration: Calibration | null
  readonly tared_utc?: string | null
  readonly calibrationFit?: CalibrationFit | null
}): CalibrationUse | null {
  const { calibration, tared_utc, calibrationFit } = of
  if (calibration === null) return null
  const { id, method, unit, calibrated_utc } = calibration
  return { id, method, unit, calibrated_utc, tared_utc: tared_utc ?? null, fit: (method === 'body-weight' && calibrationFit) || null }
}
