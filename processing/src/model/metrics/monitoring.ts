import { sessionMetric } from './definition.ts'
import { ofRegions } from './regions.ts'

/** Pressure monitoring of feet at risk: only in calibrated kilopascals. Not a diagnostic device. */
export const MONITORING_METRICS = {
  largestSensor_mm2: sessionMetric({
    label: 'Area of the largest sensor',
    unit: 'mm2',
    definition:
      'of the layout, not measured: a peak narrower than the sensor is averaged over its area, so the pressures here read lower than with smaller sensors. Relief of footwear is judged with sensors of 100 mm2',
    source: 'van Netten 2018, doi:10.1186/s13047-017-0244-z',
    needs: ['regions', 'kPa'],
    minimumN: 1,
  }),
  ...ofRegions({
    above200kPa_percent: {
      label: 'Stances above 200 kPa',
      unit: '%',
      definition:
        'share of stances whose peak pressure there is above 200 kPa, the level that footwear aims below; large sensors average peaks away',
      source: 'Bus 2011, Diabetes Care 34:1595',
      needs: ['regions', 'kPa'],
    },
    cumulativeStress_kPas: {
      label: 'Cumulative stress',
      unit: 'kPa s',
      definition: 'sum of pti 1 there over all whole stances of the recording, excluded strides too; of this recording, not of a day',
      source: 'cumulative plantar tissue stress, PMC7317473',
      needs: ['regions', 'kPa'],
    },
    sustainedDose_kPas: {
      label: 'Sustained load',
      unit: 'kPa s',
      definition:
        'largest integral of the pressure above 4.7 kPa (35 mmHg) over any 15 minutes, standing too, of the sensor there that bears most; drift adds to it',
      source: 'capillary pressure of 35 mmHg (unverified)',
      needs: ['regions', 'kPa'],
      minimumN: 15,
      counts: 'minutes',
    },
  }),
}
