import type { ExclusionReason, Stride } from '../../model/index.ts'
import type { StrideDraft } from './draft.ts'

/** The stride as it is kept. Excluded strides keep their values: what they are good for is said by the reason. */
export function finish(draft: StrideDraft, excludedBecause: ExclusionReason | null): Stride {
  const { side, start_s, toeOff_s, end_s, metrics } = draft
  return Object.freeze({ side, start_s, toeOff_s, end_s, valid: excludedBecause === null, excludedBecause, ...metrics })
}
