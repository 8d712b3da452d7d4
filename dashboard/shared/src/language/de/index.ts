import type { Catalogue } from '../translation.ts'
import { common } from './common.ts'

export const de: Catalogue = { common }
