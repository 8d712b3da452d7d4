import { sessionMetric } from './definition.ts'

const source = 'Plotnik 2007, doi:10.1007/s00221-007-0955-7'
/** 23 strides: Kribus-Shmiel 2018, doi:10.1371/journal.pone.0192049. */
const common = { minimumN: 23, needs: ['both-feet'], source } as const

export const COORDINATION_METRICS = {
  phaseCoordinationIndex_percent: sessionMetric({
    ...common,
    label: 'Phase coordination index (PCI)',
    unit: '%',
    feet: 'both',
    definition:
      'phi_CV + 100 phi_ABS / 180 of the foot with the longer mean swing as reference; outliers do not count; it depends on speed and device: compare only at the same ones',
  }),
  phaseDeviation_deg: sessionMetric({
    ...common,
    label: 'Phase deviation (phi_ABS)',
    unit: 'deg',
    feet: 'both',
    definition: 'mean |phi - 180 deg| of that foot',
  }),
  phaseVariability_percent: sessionMetric({
    ...common,
    label: 'Phase variability (phi_CV)',
    unit: '%',
    feet: 'both',
    definition: '100 SD / mean of phi of that foot; outliers do not count',
  }),
  stepPhase_deg: sessionMetric({
    ...common,
    label: 'Phase of the other foot (phi)',
    unit: 'deg',
    definition: "mean of 360 deg x (the other foot's contact - start) / stride time, each foot as reference",
  }),
}
