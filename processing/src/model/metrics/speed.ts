import { sessionMetric, strideMetric } from './definition.ts'

const needs = ['belt-speed'] as const
const length = { needs } as const

/** What a belt's speed gives. Speed is never estimated from insoles. */
export const SPEED_METRICS = {
  strideLength_m: strideMetric({
    ...length,
    label: 'Stride length',
    unit: 'm',
    asymmetry: false,
    definition: 'belt speed x stride time',
    source: 'Reed 2013',
  }),
  stepLength_m: strideMetric({
    ...length,
    label: 'Step length',
    unit: 'm',
    feet: 'both',
    definition:
      "half the stride length: the mean of both steps. Each foot's own step length would need to know where on the belt it lands, so there is no spatial asymmetry",
    source: 'Reed 2013',
  }),
  walkRatio_m_min: strideMetric({
    ...length,
    label: 'Walk ratio',
    unit: 'm min',
    feet: 'both',
    definition: 'step length / cadence',
    source: 'Sekiya 1998, Gait Posture 7:225',
  }),
}

export const SPEED_FIGURES = {
  speed_m_s: sessionMetric({
    label: 'Walking speed',
    unit: 'm/s',
    feet: 'both',
    needs,
    definition: 'of the belt, as it was told; never estimated from insoles',
    source: 'the treadmill',
  }),
}
