import type { BareStride } from './draft.ts'
import { timesWithin, type FootTimeline } from './footTimeline.ts'

/**
 * Adds to the stride's metrics how the foot rolls over in stance: the first foot flat and the last heel off, where there are any. Only what was
 * known when the stride's end was reported counts, so that it does not depend on how samples were cut.
 */
export function rollOver({ start_s, toeOff_s, known_s, metrics }: BareStride, own: FootTimeline): void {
  if (toeOff_s === null) return
  const flat_s = timesWithin(own.flats, start_s, toeOff_s, known_s)[0]
  const heelOff_s = timesWithin(own.heelOffs, start_s, toeOff_s, known_s).at(-1)
  const percent = (time_s: number): number => (100 * time_s) / (toeOff_s - start_s)
  if (flat_s !== undefined) metrics.footFlat_percent = percent(flat_s - start_s)
  if (heelOff_s !== undefined) metrics.heelOff_percent = percent(heelOff_s - start_s)
  if (flat_s !== undefined && heelOff_s !== undefined && heelOff_s >= flat_s) metrics.flatPhase_percent = percent(heelOff_s - flat_s)
}
