/**
 * Integral of |left - right| / integral of the larger of the two, over curves of the same points: 0 of equal curves, 1 where one foot bears
 * nothing. Points that either does not have (null) are left out, loads below 0 count as none; null where no foot bears anything.
 *
 * @algorithm Asymmetry of the force curves
 *
 * The mean force curves of left and right stance (0 to 100 %) against each other, in newtons: the integral of their absolute difference / the integral of
 * the larger of the two. A difference of shape that a peak or a mean does not show counts, and a high peak is not divided by a low one. The idea is the continuous
 * approach of the weighted universal symmetry index (Alves 2020, doi:10.3389/fbioe.2020.579511), the formula ours: figures of that index do not compare. It is
 * told of feet whose insoles were calibrated together only.
 */
export function curveAsymmetry_ratio(left: readonly (number | null)[], right: readonly (number | null)[]): number | null {
  let apart = 0
  let larger = 0
  left.forEach((l, p) => {
    const r = right[p] ?? null
    if (l === null || r === null) return
    apart += Math.abs(Math.max(0, l) - Math.max(0, r))
    larger += Math.max(0, l, r)
  })
  return larger > 0 ? apart / larger : null
}
