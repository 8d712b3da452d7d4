export type CalibrationMethod = 'none' | 'vendor' | 'body-weight' | 'bench'

/** value in `unit` = gain[k] * (count - zero[k]). Stored in the insole; the host never changes it by itself. */
export interface Calibration {
  readonly id: string
  readonly method: CalibrationMethod
  readonly unit: 'kPa' | 'N'
  /** ISO 8601 date-time, UTC. */
  readonly calibrated_utc: string
  readonly temperature_C: number | null
  readonly zero: readonly number[]
  readonly gain: readonly number[]
}
