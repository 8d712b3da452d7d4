import { strideMetric } from './definition.ts'

/** Force and pressure of a stance. */
export const LOAD_METRICS = {
  peakForce_N: strideMetric({
    label: 'Peak force',
    unit: 'N',
    definition: 'largest force of the foot in stance',
    source: 'J Sports Sci Med 6:126',
    needs: ['newtons'],
  }),
  peakPressure_kPa: strideMetric({
    label: 'Peak pressure',
    unit: 'kPa',
    definition: 'largest pressure of any sensor in stance',
    source: 'Putti 2007',
    needs: ['kPa'],
  }),
}
