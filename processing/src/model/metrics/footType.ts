import { sessionMetric } from './definition.ts'

const PROXY = 'screening proxy, not arch index: no published cut-offs; compare with insoles of the same kind'

/** Foot type, from walking. */
export const FOOT_TYPE_METRICS = {
  archLoadProxy_ratio: sessionMetric({
    label: 'Arch proxy by load',
    unit: 'ratio',
    range: [0, 1],
    definition: `force-time integral of the midfoot / (forefoot + midfoot + heel), toes left out; larger: lower arch; ${PROXY}`,
    source: 'definition of solestream',
    needs: ['regions'],
  }),
  archTimeProxy_percent: sessionMetric({
    label: 'Arch proxy by time',
    unit: '%',
    range: [0, 100],
    definition: `contact time of the midfoot, share of the stance; larger: lower arch; ${PROXY}`,
    source: 'definition of solestream',
    needs: ['regions'],
  }),
  medialMidfoot_percent: sessionMetric({
    label: 'Medial share of the midfoot',
    unit: '%',
    range: [0, 100],
    definition: `100 * force-time integral of the medial midfoot / both halves; larger: lower arch; ${PROXY}`,
    source: 'definition of solestream',
    needs: ['regions'],
  }),
  archIndex_ratio: sessionMetric({
    label: 'Arch index, in the shoe',
    unit: 'ratio',
    range: [0, 1],
    definition:
      'area touched (above 15 kPa) in the middle third / whole area touched, toes left out; from 99 sensors on. Dynamic and in the shoe: larger than of a standing footprint; cut-offs of footprints (0.21, 0.26) are quoted of plates',
    source: 'Cavanagh & Rodgers 1987, doi:10.1016/0021-9290(87)90255-7',
    needs: ['regions', 'kPa', 'geometry'],
  }),
}
