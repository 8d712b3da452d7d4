import { sessionMetric } from './definition.ts'

/** Of the median times of both feet, for export; beside the symmetry index that every metric of each foot has (`asymmetry_percent`). */
const ofBoth = { feet: 'both', counts: 'pairs of strides', needs: ['both-feet'], shown: false } as const

const normalised = (time: string) =>
  sessionMetric({
    ...ofBoth,
    label: `Normalised asymmetry, ${time}`,
    unit: '%',
    definition: `100 (L - R) / (L + R) of the median ${time} times; + when left is larger`,
    source: 'Robinson 1987, J Manipulative Physiol Ther 10:172',
  })
const ratio = (time: string) =>
  sessionMetric({
    ...ofBoth,
    label: `Symmetry ratio, ${time}`,
    unit: 'ratio',
    definition: `larger / smaller of the median ${time} times; unsigned`,
    source: 'Patterson 2010, doi:10.1016/j.gaitpost.2009.10.014',
  })
const angle = (time: string) =>
  sessionMetric({
    ...ofBoth,
    label: `Symmetry angle, ${time}`,
    unit: '%',
    definition: `100 (atan(L / R) - 45 deg) / 90 deg of the median ${time} times; + when left is larger`,
    source: 'Zifchock 2008, doi:10.1016/j.gaitpost.2007.08.006',
  })

export const SYMMETRY_METRICS = {
  stanceNormalisedAsymmetry_percent: normalised('stance'),
  swingNormalisedAsymmetry_percent: normalised('swing'),
  stepNormalisedAsymmetry_percent: normalised('step'),
  stanceSymmetry_ratio: ratio('stance'),
  swingSymmetry_ratio: ratio('swing'),
  stepSymmetry_ratio: ratio('step'),
  stanceSymmetryAngle_percent: angle('stance'),
  swingSymmetryAngle_percent: angle('swing'),
  stepSymmetryAngle_percent: angle('step'),
  swingGaitAsymmetry_percent: sessionMetric({
    ...ofBoth,
    label: 'Gait asymmetry (GA)',
    unit: '%',
    definition: '100 |ln(shorter / longer)| of the median swing times; unsigned',
    source: 'Yogev 2007, Exp Brain Res 177:336',
  }),
}
