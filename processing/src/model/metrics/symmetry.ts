import { sessionMetric } from './definition.ts'

/** Symmetry of both feet beyond the index that every metric of each foot has (`asymmetry_percent`). */
export const SYMMETRY_METRICS = {
  swingAsymmetry_percent: sessionMetric({
    label: 'Gait asymmetry (GA)',
    unit: '%',
    feet: 'both',
    counts: 'pairs of strides',
    definition: '100 * |ln(shorter / longer)| of the median swing times; unsigned',
    source: 'Yogev 2007',
    needs: ['both-feet'],
  }),
}
