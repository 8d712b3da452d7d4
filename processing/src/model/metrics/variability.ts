import { sessionMetric } from './definition.ts'

/** Of fewer strides a spread says little of the person (a convention; Galna 2013 asks for 30 steps and more). */
const MINIMUM_N = 50

const cv = (time: string) =>
  sessionMetric({
    label: `Variability of ${time} time`,
    unit: '%',
    minimumN: MINIMUM_N,
    definition: `100 SD / mean of the ${time} times of valid strides: outliers do not count, changes of speed do`,
    source: 'Hausdorff 2005, doi:10.1186/1743-0003-2-19',
    ...(time === 'step' ? { needs: ['both-feet'] as const } : {}),
  })
const combined = (time: string) =>
  sessionMetric({
    label: `Combined SD of ${time} time`,
    unit: 's',
    feet: 'both',
    minimumN: MINIMUM_N,
    needs: ['both-feet'],
    definition: `sqrt((SD_L^2 + SD_R^2) / 2) of the ${time} times of valid strides: outliers do not count; n is of the foot with fewer`,
    source: 'after Galna 2013, Gait Posture 37:580',
  })

export const VARIABILITY_METRICS = {
  strideVariability_percent: cv('stride'),
  stanceVariability_percent: cv('stance'),
  swingVariability_percent: cv('swing'),
  stepVariability_percent: cv('step'),
  strideDetrendedVariability_percent: sessionMetric({
    label: 'Detrended variability of stride time',
    unit: '%',
    minimumN: MINIMUM_N,
    definition:
      '100 SD / mean of stride times after a straight line over time is taken off each stretch between pauses and changes of speed; outliers do not count',
    source: 'convention; see Variability',
  }),
  strideCombinedSd_s: combined('stride'),
  stanceCombinedSd_s: combined('stance'),
  swingCombinedSd_s: combined('swing'),
  stepCombinedSd_s: combined('step'),
  strideAlpha: sessionMetric({
    label: 'Fractal scaling of stride times (DFA alpha)',
    unit: '',
    minimumN: 600,
    definition:
      'detrended fluctuation analysis of the longest steady stretch: slope of log fluctuation over log box size, boxes of 16 to n / 9 strides; excluded strides are cut out',
    source: 'Peng 1994, doi:10.1103/PhysRevE.49.1685; Damouras 2010, doi:10.1016/j.gaitpost.2009.12.002',
  }),
}
