import type { InsoleDescription, SampleBlock, Side } from '../model/index.ts'

/**
 * What the gait algorithms read: blocks of both feet in any order, and insoles as they become known. An insole is described before its
 * first block; describing it again with the same layout and calibration changes nothing, otherwise its algorithms start afresh.
 */
export type GaitInput = SampleBlock | InsoleItem
export interface InsoleItem {
  readonly type: 'insole'
  readonly insole: InsoleDescription
}

export const insoleItem = (insole: InsoleDescription): InsoleItem => ({ type: 'insole', insole })
export const describes = (input: GaitInput): input is InsoleItem => 'insole' in input
export const sideOf = (input: GaitInput): Side => (describes(input) ? input.insole.side : input.side)

export function sameInsole(a: InsoleDescription, b: InsoleDescription): boolean {
  return (
    a.sensors === b.sensors &&
    a.layout.id === b.layout.id &&
    a.layout.unit === b.layout.unit &&
    a.layout.scale === b.layout.scale &&
    a.layout.offset === b.layout.offset &&
    a.calibration?.id === b.calibration?.id &&
    a.calibration?.calibrated_utc === b.calibration?.calibrated_utc &&
    sameNumbers(a.calibration?.zero, b.calibration?.zero) &&
    sameNumbers(a.calibration?.gain, b.calibration?.gain)
  )
}

const sameNumbers = (a: readonly number[] = [], b: readonly number[] = []): boolean =>
  a.length === b.length && a.every((value, k) => value === b[k])
