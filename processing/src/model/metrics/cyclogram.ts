import { sessionMetric } from './definition.ts'

const CYCLOGRAM = { feet: 'both', needs: ['both-feet'] } as const
const BUTTERFLY = { feet: 'both', unit: 'mm', needs: ['both-feet', 'newtons', 'geometry', 'belt-speed', 'stance-width'] } as const
const INTERSECTION =
  'of the two lines that the combined centre of pressure takes from foot to foot in double support; on the assumption of the stance width that was entered, of heels that land at the same place, and of feet that move with the belt'

/** Both feet as one figure. */
export const CYCLOGRAM_METRICS = {
  cyclogramArea_ratio: sessionMetric({
    ...CYCLOGRAM,
    label: 'Cyclogram area',
    unit: 'ratio',
    definition: 'area of the convex hull of left force against right force over the mean stride, each as a share of its own range',
    source: 'after Kutilek 2014, Acta Polytechnica Hungarica 11(5)',
  }),
  cyclogramCompactness_ratio: sessionMetric({
    ...CYCLOGRAM,
    label: 'Cyclogram compactness',
    unit: 'ratio',
    definition: '4 pi area / perimeter^2 of that hull; 1: a circle',
    source: 'after Kutilek 2014, Acta Polytechnica Hungarica 11(5)',
  }),
  cyclogramAsymmetry_percent: sessionMetric({
    ...CYCLOGRAM,
    label: 'Cyclogram asymmetry',
    unit: '%',
    definition:
      'root mean square difference of the cyclogram from its mirror image: left force against right force half a stride later, each as a share of its own range; 0: even in shape and timing; unsigned; it does not see which foot bears more',
    source: 'definition of solestream',
  }),
  relativePhase_deg: sessionMetric({
    ...CYCLOGRAM,
    label: 'Relative phase of the feet (MARP)',
    unit: 'deg',
    range: [0, 180],
    definition:
      'mean absolute difference of the phases of left and right force over the stride, each phase that of the analytic signal (Hilbert transform) of force about the middle of its range; 180: exactly in turn, 0: together',
    source: 'Lamb & Stöckl 2014, doi:10.1016/j.clinbiomech.2014.03.008',
  }),
  relativePhaseSd_deg: sessionMetric({
    ...CYCLOGRAM,
    label: 'Relative phase, spread (deviation phase)',
    unit: 'deg',
    definition:
      'circular standard deviation over strides of that difference of phases, averaged over the stride; outliers among strides are left out',
    source: 'Stergiou 2001, Clinical Biomechanics 16:213; phases after Lamb & Stöckl 2014, doi:10.1016/j.clinbiomech.2014.03.008',
  }),
  forceCurveAsymmetry_ratio: sessionMetric({
    ...CYCLOGRAM,
    needs: ['both-feet', 'newtons'],
    label: 'Asymmetry of the force curves',
    unit: 'ratio',
    range: [0, 1],
    definition:
      'integral over the stance (0 to 100 %) of the absolute difference of the mean left and right force curves / integral of the larger of the two; 0: the same curve, 1: one foot bears nothing; unsigned; sees shape and height',
    source: 'definition of solestream, after the continuous approach of Alves 2020, doi:10.3389/fbioe.2020.579511',
  }),
  butterflyX_mm: sessionMetric({
    ...BUTTERFLY,
    label: 'Butterfly intersection, sideways (stance width as entered)',
    definition: `x ${INTERSECTION}; + to the right`,
    source: 'after J Neuroeng Rehabil 2025 01577',
  }),
  butterflyY_mm: sessionMetric({
    ...BUTTERFLY,
    label: 'Butterfly intersection, forward (stance width as entered)',
    definition: `y ${INTERSECTION}; from the heel at contact`,
    source: 'after J Neuroeng Rehabil 2025 01577',
  }),
  butterflyXSd_mm: sessionMetric({
    ...BUTTERFLY,
    label: 'Butterfly intersection, sideways, SD',
    definition: `standard deviation over strides of x ${INTERSECTION}; outliers among strides are left out`,
    source: 'after J Neuroeng Rehabil 2025 01577',
  }),
  butterflyYSd_mm: sessionMetric({
    ...BUTTERFLY,
    label: 'Butterfly intersection, forward, SD',
    definition: `standard deviation over strides of y ${INTERSECTION}; outliers among strides are left out`,
    source: 'after J Neuroeng Rehabil 2025 01577',
  }),
}
