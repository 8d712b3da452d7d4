import type { RouteName } from '../routeTable.ts'
import { CALIBRATION_OPERATIONS } from './calibration.ts'
import { FEEDBACK_OPERATIONS } from './feedback.ts'
import { GUIDE_OPERATIONS } from './guide.ts'
import { MEASUREMENT_OPERATIONS } from './measurements.ts'
import type { Operation } from './operation.ts'
import { PATIENT_OPERATIONS } from './patient.ts'
import { PEOPLE_OPERATIONS } from './people.ts'
import { SIGN_IN_OPERATIONS } from './signIn.ts'
import { TREADMILL_OPERATIONS } from './treadmill.ts'

export type { Operation } from './operation.ts'

/** What each route takes and gives. Loaded at the first request that needs it: schemas are not free to build. */
export const OPERATIONS: Readonly<Record<RouteName, Operation>> = {
  ...MEASUREMENT_OPERATIONS,
  ...CALIBRATION_OPERATIONS,
  ...FEEDBACK_OPERATIONS,
  ...GUIDE_OPERATIONS,
  ...TREADMILL_OPERATIONS,
  ...SIGN_IN_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...PATIENT_OPERATIONS,
}
