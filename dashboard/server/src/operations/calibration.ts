import {
  BodyWeightBody,
  CalibrationOutcomeSchema,
  CalibrationStatusSchema,
  CancelCalibrationBody,
  TareBody,
} from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** Zeros and gains of the insoles. */
export const CALIBRATION_OPERATIONS = {
  tare: {
    summary: 'Take the present counts as zeros; refused while a foot may be on an insole, or while something is recorded',
    body: TareBody,
    answer: CalibrationOutcomeSchema,
    problems: [409, 503],
  },
  calibrateByBodyWeight: {
    summary: 'Start a calibration by body weight; the status tells what the person is to do, and how it ended',
    body: BodyWeightBody,
    answer: CalibrationStatusSchema,
    problems: [409, 503],
  },
  cancelCalibration: {
    summary: 'Give up the tare or calibration that is under way; nothing is changed',
    body: CancelCalibrationBody,
    answer: CalibrationStatusSchema,
    problems: [503],
  },
} as const satisfies Record<string, Operation>
