/** More than this many periods between two samples is a gap. */
export const GAP_PERIODS = 1.5

/** [from, to) of the longest run of samples without a gap, of which all are `usable`; the first of equal ones. */
export function longestStretch(
  time_s: Float64Array,
  period_s: number,
  usable: (i: number) => boolean = () => true,
): { readonly from: number; readonly to: number } {
  let best = { from: 0, to: 0 }
  for (let i = 0, from = 0; i < time_s.length; i++) {
    if (!usable(i)) {
      from = i + 1
      continue
    }
    if (i > from && time_s[i]! - time_s[i - 1]! > GAP_PERIODS * period_s) from = i
    if (i + 1 - from > best.to - best.from) best = { from, to: i + 1 }
  }
  return best
}
