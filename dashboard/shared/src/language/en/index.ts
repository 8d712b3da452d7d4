import { common } from './common.ts'
import { compare } from './compare.ts'
import { figureNames } from './figureNames.ts'
import { patient } from './patient.ts'
import { report } from './report.ts'

export const en = { common, compare, figureNames, patient, report }
