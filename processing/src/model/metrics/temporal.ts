import { strideMetric } from './definition.ts'

/** Times of a stride and what follows from them (metrics.md 2.2). */
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
    label: 'Step time',
    unit: 's',
    definition: "the other foot's initial contact before this stride's to this stride's",
    source: 'Reed 2013',
    needs: ['both-feet'],
  }),
  initialDoubleSupport_s: strideMetric({
    label: 'Initial double support',
    unit: 's',
    definition: "initial contact to the other foot's toe-off",
    source: 'scikit-digital-health',
    needs: ['both-feet'],
  }),
  terminalDoubleSupport_s: strideMetric({
    label: 'Terminal double support',
    unit: 's',
    definition: "the other foot's initial contact to this foot's toe-off",
    source: 'scikit-digital-health',
    needs: ['both-feet'],
  }),
  doubleSupport_s: strideMetric({
    label: 'Double support',
    unit: 's',
    definition: 'initial plus terminal double support',
    source: 'Schwenk 2014',
    needs: ['both-feet'],
  }),
  singleSupport_s: strideMetric({
    label: 'Single support',
    unit: 's',
    definition: "the other foot's toe-off to its next initial contact",
    source: 'GAITRite manual',
    needs: ['both-feet'],
  }),
  stance_percent: strideMetric({ label: 'Stance share', unit: '%', definition: '100 * stance / stride', source: 'Reed 2013' }),
  swing_percent: strideMetric({ label: 'Swing share', unit: '%', definition: '100 * swing / stride', source: 'Reed 2013' }),
  doubleSupport_percent: strideMetric({
    label: 'Double support share',
    unit: '%',
    definition: '100 * double support / stride',
    source: 'Schwenk 2014',
    needs: ['both-feet'],
  }),
  cadence_per_min: strideMetric({ label: 'Cadence', unit: '/min', feet: 'both', definition: '120 / stride time', source: 'Reed 2013' }),
}
