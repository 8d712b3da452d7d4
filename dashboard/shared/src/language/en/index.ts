import { common } from './common.ts'
import { patient } from './patient.ts'

export const en = { common, patient }
