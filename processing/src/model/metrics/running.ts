import { measured, sessionMetric } from './definition.ts'

/**
 * What running is described with beside contact time (`stance_s`), cadence, strike index, loading rates and impulse.
 */
export const RUNNING_METRICS = {
  dutyFactor_ratio: measured({
    label: 'Duty factor',
    unit: 'ratio',
    definition: 'contact time / stride time; below 0.5 there is flight',
    source: 'Alexander 2003, Principles of Animal Locomotion',
  }),
  flight_s: measured({
    label: 'Flight time',
    unit: 's',
    definition: 'toe-off to the other foot’s next contact, when no foot is on the ground in between',
    source: 'Alexander 2003, Principles of Animal Locomotion',
    needs: ['both-feet'],
    absent: 'no flight: the other foot was on the ground at toe-off',
  }),
}

export const RUNNING_SESSION_METRICS = {
  contactTimeBalance_percent: sessionMetric({
    label: 'Contact-time balance',
    unit: '%',
    feet: 'both',
    counts: 'pairs of strides',
    definition: '100 * left / (left + right) of the median contact times; 50: even',
    source: 'practice of running analysis',
    needs: ['both-feet'],
  }),
}
