import type { Figure, Interval } from '../../model/index.ts'
import type { FigureComputation, FootFigures } from './figures.ts'

/** L / R of two medians whose symmetry index (Robinson) is `index_percent`. */
const ratioOf = (index_percent: number): number => (200 + index_percent) / (200 - index_percent)

/** Symmetry angle (Zifchock 2008), percent of 90 degrees: + when left is larger. */
export const symmetryAngle_percent = (index_percent: number): number =>
  (100 * (Math.atan(ratioOf(index_percent)) - Math.PI / 4)) / (Math.PI / 2)
/** max / min, 1 and more. */
export const symmetryRatio = (index_percent: number): number => ratioOf(Math.abs(index_percent))
/** GA (Yogev 2007): 100 |ln(short / long)|. */
export const gaitAsymmetry_percent = (index_percent: number): number => 100 * Math.log(ratioOf(Math.abs(index_percent)))
/** 100 (L - R) / (L + R). */
export const normalisedIndex_percent = (index_percent: number): number => index_percent / 2

/** Of a signed measure that grows with the index. */
const signed = (by: (index: number) => number, { value, n, ci95 }: Figure): Figure => ({
  value: by(value),
  n,
  ci95: ci95 && [by(ci95[0]), by(ci95[1])],
})
/** Of one that grows with the index's size: where the interval holds 0, it begins with the value of perfect symmetry. */
const unsigned = (by: (index: number) => number, { value, n, ci95 }: Figure): Figure => ({
  value: by(value),
  n,
  ci95: ci95 && sizes(by, ci95),
})
function sizes(by: (index: number) => number, [low, high]: Interval): Interval {
  const [a, b] = [by(low), by(high)]
  return low <= 0 && 0 <= high ? [by(0), Math.max(a, b)] : [Math.min(a, b), Math.max(a, b)]
}

/**
 * @algorithm Other measures of symmetry
 *
 * For export and comparison with the literature; the page shows the symmetry index. All follow from the same two medians: with SI in percent,
 * L / R = (200 + SI) / (200 - SI). Their intervals are that of the index, converted; where it holds 0, an unsigned measure's begins at its value
 * of perfect symmetry.
 *
 * - Normalised index: 100 (L - R) / (L + R) = SI / 2.
 * - Symmetry ratio: larger / smaller, unsigned (Patterson 2010, doi:10.1016/j.gaitpost.2009.10.014).
 * - Symmetry angle: 100 (atan(L / R) - 45 deg) / 90 deg, + when left is larger (Zifchock 2008, doi:10.1016/j.gaitpost.2007.08.006).
 * - Gait asymmetry GA: 100 |ln(shorter / longer)| of the swing times, unsigned (Yogev 2007, Exp Brain Res 177:336).
 *
 * Limits. An index says "asymmetric" only beyond what the two insoles themselves differ by.
 */
export const symmetryFigures: FigureComputation = ({ statistics }) => {
  const both = (metric: 'stance_s' | 'swing_s' | 'step_s', of: (index: Figure) => Figure): FootFigures => {
    const index = statistics[metric]?.asymmetry_percent
    return index === undefined ? {} : { both: of(index) }
  }
  const normalised = (index: Figure) => signed(normalisedIndex_percent, index)
  const angle = (index: Figure) => signed(symmetryAngle_percent, index)
  const ratio = (index: Figure) => unsigned(symmetryRatio, index)
  return {
    stanceNormalisedAsymmetry_percent: both('stance_s', normalised),
    swingNormalisedAsymmetry_percent: both('swing_s', normalised),
    stepNormalisedAsymmetry_percent: both('step_s', normalised),
    stanceSymmetry_ratio: both('stance_s', ratio),
    swingSymmetry_ratio: both('swing_s', ratio),
    stepSymmetry_ratio: both('step_s', ratio),
    stanceSymmetryAngle_percent: both('stance_s', angle),
    swingSymmetryAngle_percent: both('swing_s', angle),
    stepSymmetryAngle_percent: both('step_s', angle),
    swingGaitAsymmetry_percent: both('swing_s', (index) => unsigned(gaitAsymmetry_percent, index)),
  }
}
