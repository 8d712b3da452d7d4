import type { GaitEvent, InsoleDescription, Machine, Mode, Side } from '@solestream/processing/model'
import { createContactDetector } from './detector.ts'
import { createOfflineContactDetector } from './offline.ts'
import type { ForceChunk } from './types.ts'

/** Makes the contact detector of one foot, for an insole that is known. */
export type DetectContacts = (side: Side, mode: Mode, insole: InsoleDescription) => Machine<ForceChunk, GaitEvent>

export const detectContacts: DetectContacts = (side, mode) =>
  mode === 'online' ? createContactDetector(side) : createOfflineContactDetector(side)
