import { measured, sessionMetric } from './definition.ts'

const JSSM = 'J Sports Sci Med 6:126, figure 1'
const SINGLE_PEAK = 'single-peak: the force of a stance has no two separate peaks'
/** The two humps of a walking stance. */
const TWO_PEAKS = { absent: SINGLE_PEAK } as const

/** Features of the force curve of a stance. */
export const FORCE_METRICS = {
  firstPeak_N: measured({
    asymmetry: true,
    label: 'First force peak (F1)',
    unit: 'N',
    definition:
      'largest force in 0-45 % of the stance; absent when it or the second stands out of the valley by less than 2 % of body weight',
    source: JSSM,
    needs: ['newtons'],
    ...TWO_PEAKS,
  }),
  valley_N: measured({
    label: 'Force valley',
    unit: 'N',
    definition: 'smallest force between the two peaks',
    source: JSSM,
    needs: ['newtons'],
    ...TWO_PEAKS,
  }),
  secondPeak_N: measured({
    asymmetry: true,
    label: 'Second force peak (F2)',
    unit: 'N',
    definition: 'largest force in 55-100 % of the stance, push-off',
    source: JSSM,
    needs: ['newtons'],
    ...TWO_PEAKS,
  }),
  firstPeak_percentBW: measured({
    label: 'First force peak (F1)',
    unit: '%BW',
    definition: '100 * F1 / body weight',
    source: JSSM,
    needs: ['newtons', 'body-weight'],
    ...TWO_PEAKS,
  }),
  valley_percentBW: measured({
    label: 'Force valley',
    unit: '%BW',
    definition: '100 * valley / body weight',
    source: JSSM,
    needs: ['newtons', 'body-weight'],
    ...TWO_PEAKS,
  }),
  secondPeak_percentBW: measured({
    label: 'Second force peak (F2)',
    unit: '%BW',
    definition: '100 * F2 / body weight',
    source: JSSM,
    needs: ['newtons', 'body-weight'],
    ...TWO_PEAKS,
  }),
  firstPeakTime_percent: measured({
    label: 'Time of the first force peak',
    unit: '%',
    definition: 'of the stance, from initial contact',
    source: JSSM,
    ...TWO_PEAKS,
  }),
  valleyTime_percent: measured({
    label: 'Time of the force valley',
    unit: '%',
    definition: 'of the stance, from initial contact',
    source: JSSM,
    ...TWO_PEAKS,
  }),
  secondPeakTime_percent: measured({
    label: 'Time of the second force peak',
    unit: '%',
    definition: 'of the stance, from initial contact',
    source: JSSM,
    ...TWO_PEAKS,
  }),
  valley_ratio: measured({
    label: 'Valley / first peak',
    unit: 'ratio',
    definition: 'valley / F1; without a calibration both above the mean force of mid-swing',
    source: JSSM,
    ...TWO_PEAKS,
  }),
  pushOff_ratio: measured({
    asymmetry: true,
    label: 'Push-off index',
    unit: 'ratio',
    definition: 'F2 / F1; without a calibration both above the mean force of mid-swing',
    source: JSSM,
    ...TWO_PEAKS,
  }),
  loadingRate_N_per_s: measured({
    label: 'Loading rate to the first peak',
    unit: 'N/s',
    definition: 'method F1LR: F1 / time from initial contact to F1; depends on method and filter (none here)',
    source: JSSM,
    needs: ['newtons', 'fast-samples'],
    ...TWO_PEAKS,
  }),
  pushOffRate_N_per_s: measured({
    label: 'Push-off rate',
    unit: 'N/s',
    definition: 'method F2LR: (F2 - valley) / time from the valley to F2',
    source: JSSM,
    needs: ['newtons', 'fast-samples'],
    ...TWO_PEAKS,
  }),
  averageLoadingRate_N_per_s: measured({
    asymmetry: true,
    label: 'Average loading rate',
    unit: 'N/s',
    definition:
      'method VALR: slope between 20 and 80 % of the time to the impact peak (first maximum within 50 ms after which force falls by 2 % of body weight); without one between 3 and 12 % of the stance',
    source: 'USMA, ISB 2019',
    needs: ['newtons', 'fast-samples'],
  }),
  loadingRate_BW_per_s: measured({
    label: 'Loading rate to the first peak',
    unit: 'BW/s',
    definition: 'method F1LR / body weight',
    source: JSSM,
    needs: ['newtons', 'fast-samples', 'body-weight'],
    ...TWO_PEAKS,
  }),
  pushOffRate_BW_per_s: measured({
    label: 'Push-off rate',
    unit: 'BW/s',
    definition: 'method F2LR / body weight',
    source: JSSM,
    needs: ['newtons', 'fast-samples', 'body-weight'],
    ...TWO_PEAKS,
  }),
  averageLoadingRate_BW_per_s: measured({
    label: 'Average loading rate',
    unit: 'BW/s',
    definition: 'method VALR / body weight',
    source: 'USMA, ISB 2019',
    needs: ['newtons', 'fast-samples', 'body-weight'],
  }),
  impulse_Ns: measured({
    asymmetry: true,
    label: 'Impulse',
    unit: 'N s',
    definition: 'integral of force over the stance',
    source: JSSM,
    needs: ['newtons'],
  }),
  impulse_BWs: measured({
    label: 'Impulse',
    unit: 'BW s',
    definition: 'integral of force over the stance / body weight',
    source: JSSM,
    needs: ['newtons', 'body-weight'],
  }),
  impulse100ms_Ns: measured({
    label: 'Impulse of the first 100 ms',
    unit: 'N s',
    definition: 'integral of force from initial contact to 100 ms later (IMP0-100)',
    source: JSSM,
    needs: ['newtons'],
  }),
}

export const FORCE_SESSION_METRICS = {
  singlePeak_percent: sessionMetric({
    label: 'Stances with a single force peak',
    unit: '%',
    definition: 'share of stances whose force has no two peaks that stand out by 2 % of body weight (without it, of the largest force)',
    source: 'rule of solestream',
  }),
  loadDrift_percent: sessionMetric({
    label: 'Load drift',
    unit: '%',
    minimumN: 50,
    definition:
      'change of the mean force over a stride (above that of mid-swing), from the median of the first tenth of the valid strides (10 at least) to that of the last; who walks bears the same: beyond 5 % either way the sensors creep, or the load went elsewhere',
    source: 'definition of solestream; pedar insoles creep up to 17 % in 3 hours',
  }),
  impulseClosure_percent: sessionMetric({
    label: 'Impulse closure',
    unit: '%',
    feet: 'both',
    counts: 'pairs of strides',
    needs: ['newtons', 'body-weight', 'both-feet'],
    definition:
      '100 * (sum of both feet’s impulses - body weight * time) / (body weight * time) over pairs of strides; + too much force; beyond 5 % either way the newtons or the body weight are wrong',
    source: 'momentum of steady walking',
  }),
}
