import { strideMetric } from './definition.ts'

const both = { needs: ['both-feet'] } as const
/** In stance, from the events of heel and forefoot. */
const rolling = { unit: '%', needs: ['heel-and-forefoot'], live: false } as const

/** Times of a stride and what follows from them. */
export const TEMPORAL_METRICS = {
  stride_s: strideMetric({
    label: 'Stride time',
    unit: 's',
    definition: 'initial contact to the next of the same foot',
    source: 'Reed 2013',
  }),
  stance_s: strideMetric({
    label: 'Stance time',
    unit: 's',
    definition: 'initial contact to toe-off of the same foot',
    source: 'Reed 2013',
  }),
  swing_s: strideMetric({
    label: 'Swing time',
    unit: 's',
    definition: 'toe-off to the next initial contact of the same foot',
    source: 'Reed 2013',
  }),
  step_s: strideMetric({
    ...both,
    label: 'Step time',
    unit: 's',
    definition: "the other foot's initial contact before this stride's to this stride's",
    source: 'Reed 2013',
  }),
  initialDoubleSupport_s: strideMetric({
    ...both,
    label: 'Initial double support (loading response)',
    unit: 's',
    definition: "initial contact to the other foot's toe-off",
    source: 'scikit-digital-health',
  }),
  terminalDoubleSupport_s: strideMetric({
    ...both,
    label: 'Terminal double support (pre-swing)',
    unit: 's',
    definition: "the other foot's initial contact to this foot's toe-off",
    source: 'scikit-digital-health',
  }),
  doubleSupport_s: strideMetric({
    ...both,
    label: 'Double support',
    unit: 's',
    definition: 'initial plus terminal double support',
    source: 'Schwenk 2014',
  }),
  singleSupport_s: strideMetric({
    ...both,
    label: 'Single support',
    unit: 's',
    definition: "the other foot's toe-off to its next initial contact: its swing",
    source: 'GAITRite manual',
  }),
  stance_percent: strideMetric({ label: 'Stance share', unit: '%', definition: '100 stance / stride', source: 'Reed 2013' }),
  swing_percent: strideMetric({ label: 'Swing share', unit: '%', definition: '100 swing / stride', source: 'Reed 2013' }),
  initialDoubleSupport_percent: strideMetric({
    ...both,
    label: 'Loading response share',
    unit: '%',
    asymmetry: false,
    live: false,
    definition: '100 initial double support / stride',
    source: 'scikit-digital-health',
  }),
  terminalDoubleSupport_percent: strideMetric({
    ...both,
    label: 'Pre-swing share',
    unit: '%',
    asymmetry: false,
    live: false,
    definition: '100 terminal double support / stride',
    source: 'scikit-digital-health',
  }),
  doubleSupport_percent: strideMetric({
    ...both,
    label: 'Double support share',
    unit: '%',
    definition: '100 double support / stride',
    source: 'Schwenk 2014',
  }),
  singleSupport_percent: strideMetric({
    ...both,
    label: 'Single support share',
    unit: '%',
    asymmetry: false,
    live: false,
    definition: '100 single support / stride',
    source: 'GAITRite manual',
  }),
  footFlat_percent: strideMetric({
    ...rolling,
    label: 'Foot flat',
    definition: 'initial contact to foot flat, in percent of stance (heel rocker)',
    source: 'Perry 1992; Blanc 1999',
  }),
  heelOff_percent: strideMetric({
    ...rolling,
    label: 'Heel off',
    definition: 'initial contact to heel off, in percent of stance; the rest is the forefoot rocker',
    source: 'Perry 1992; Blanc 1999',
  }),
  flatPhase_percent: strideMetric({
    ...rolling,
    label: 'Flat foot phase',
    definition: 'foot flat to heel off, in percent of stance (ankle rocker)',
    source: 'Perry 1992; Blanc 1999',
  }),
  cadence_per_min: strideMetric({ label: 'Cadence', unit: '/min', feet: 'both', definition: '120 / stride time', source: 'Reed 2013' }),
}
