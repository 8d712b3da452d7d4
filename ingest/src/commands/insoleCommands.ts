import type { Calibration } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import type { Pose } from '../virtual/pose.ts'

/**
 * What a person may have done to an insole that streams. Nothing here is ever done without that: not at a connection, not at a start.
 * Each resolves when the insole has kept it and an 'insole' record has told what it says now; it rejects with a CommandRefused.
 */
export interface InsoleCommands {
  /** Takes the counts of the last second as zeros. */
  tare(side: Side, tared_utc: string): Promise<void>
  writeCalibration(side: Side, calibration: Calibration): Promise<void>
  /** A simulated person does what a real one is asked to do. Absent with real ones. */
  pose?(pose: Pose, seconds: number): void
}

/** The insole did not do it: what happened and what a person can do. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
  readonly mend: string
  constructor(message: string, mend: string) {
    super(message)
    this.mend = mend
  }
}
