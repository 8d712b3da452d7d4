import { sessionMetric, type MetricDefinition, type Row } from './definition.ts'
import { PLANTAR_REGIONS, REGION_WORDS, type PlantarRegion } from './plantarRegions.ts'

const STEPS = 'Arts & Bus 2011, doi:10.1016/j.clinbiomech.2011.05.001, recommend 12 steps'
const PUTTI = `Putti 2007, doi:10.1016/j.gaitpost.2006.05.010; ${STEPS}`

/** What is given of each part of the foot: means over the stances of a recording. */
const ROWS = {
  peakPressure_kPa: {
    label: 'Peak pressure',
    unit: 'kPa',
    definition: 'largest pressure of any sensor there in the stance',
    source: PUTTI,
    needs: ['regions', 'kPa'],
  },
  pti1_kPas: {
    label: 'Pressure-time integral (pti 1)',
    unit: 'kPa s',
    definition: 'sum over time of the largest pressure there at each moment (novel); not to be mixed with pti 2',
    source: PUTTI,
    needs: ['regions', 'kPa'],
  },
  pti2_kPas: {
    label: 'Pressure-time integral (pti 2)',
    unit: 'kPa s',
    definition: 'force-time integral / contact area (Melai); not to be mixed with pti 1',
    source: 'Melai 2011, doi:10.1016/j.gaitpost.2011.06.005',
    needs: ['regions', 'kPa', 'newtons'],
  },
  fti_Ns: {
    label: 'Force-time integral',
    unit: 'N s',
    definition: 'integral of force there over the stance',
    source: STEPS,
    needs: ['regions', 'newtons'],
  },
  contactTime_percent: {
    label: 'Contact time',
    unit: '%',
    range: [0, 100],
    definition:
      'share of the stance in which the force there is more than 2 % of the foot’s range (largest force minus that of mid-swing) above its own in mid-swing',
    source: 'Putti 2007, doi:10.1016/j.gaitpost.2006.05.010; threshold of solestream',
    needs: ['regions'],
  },
  relativeLoad_percent: {
    label: 'Relative load',
    unit: '%',
    range: [0, 100],
    definition: '100 * force-time integral there / that of all parts with sensors; without a calibration above the mean of mid-swing',
    source: STEPS,
    needs: ['regions'],
  },
  contactArea_mm2: {
    label: 'Contact area',
    unit: 'mm2',
    definition: 'largest area of the sensors above 15 kPa at one moment',
    source: PUTTI,
    needs: ['regions', 'kPa'],
  },
  peakGradient_kPa_per_mm: {
    label: 'Peak pressure gradient',
    unit: 'kPa/mm',
    definition: 'largest difference of two sensors nearer than 9 mm / their distance, in the stance',
    source: 'Mueller 2005, doi:10.2337/diacare.28.12.2908',
    needs: ['regions', 'kPa', 'geometry'],
  },
} satisfies Record<string, Row>

export type RegionFigure = keyof typeof ROWS
export const REGION_FIGURES = Object.keys(ROWS) as readonly RegionFigure[]

/** heelM_peakPressure_kPa and so on: each figure of each part of the foot. */
export type OfRegion<F extends string> = `${PlantarRegion}_${F}`

export function ofRegions<F extends string>(rows: { readonly [K in F]: Row }): { readonly [M in OfRegion<F>]: MetricDefinition } {
  const named = PLANTAR_REGIONS.flatMap((region) =>
    (Object.entries(rows) as [F, Row][]).map(([figure, row]) => [
      `${region}_${figure}`,
      sessionMetric({ ...row, label: `${row.label}, ${REGION_WORDS[region]}` }),
    ]),
  )
  return Object.fromEntries(named) as { [M in OfRegion<F>]: MetricDefinition }
}

export const REGION_METRICS = ofRegions<RegionFigure>(ROWS)
