import type { Catalogue } from '../translation.ts'
import { common } from './common.ts'
import { patient } from './patient.ts'

export const de: Catalogue = { common, patient }
