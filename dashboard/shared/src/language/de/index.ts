import type { Catalogue } from '../translation.ts'
import { access } from './access.ts'
import { administration } from './administration.ts'
import { calibration } from './calibration.ts'
import { common } from './common.ts'
import { compare } from './compare.ts'
import { faults } from './faults.ts'
import { feedback } from './feedback.ts'
import { figureNames } from './figureNames.ts'
import { guide } from './guide.ts'
import { live } from './live.ts'
import { parts } from './parts.ts'
import { patient } from './patient.ts'
import { people } from './people.ts'
import { quality } from './quality.ts'
import { report } from './report.ts'
import { sessions } from './sessions.ts'
import { situation } from './situation.ts'
import { treadmill } from './treadmill.ts'

export const de: Catalogue = {
  access,
  administration,
  calibration,
  common,
  compare,
  faults,
  feedback,
  figureNames,
  guide,
  live,
  parts,
  patient,
  people,
  quality,
  report,
  sessions,
  situation,
  treadmill,
}
