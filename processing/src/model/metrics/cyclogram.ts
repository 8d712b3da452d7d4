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
