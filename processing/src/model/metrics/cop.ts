import { measured, sessionMetric, type Row } from './definition.ts'

const BULDT = 'Buldt 2018, doi:10.1186/s13047-018-0245-6'
const FILTERED = 'centre of pressure low-passed at 10 Hz without phase shift'
const PHASE_WORDS = {
  LoadingResponse: ['loading response', '0 to 1/6 of the stance'],
  MidStance: ['mid-stance', '1/6 to 1/2 of the stance'],
  TerminalStance: ['terminal stance', '1/2 to 5/6 of the stance'],
  PreSwing: ['pre-swing', '5/6 of the stance to toe-off'],
} as const
type PhaseName = keyof typeof PHASE_WORDS
export const PHASE_NAMES = Object.keys(PHASE_WORDS) as readonly PhaseName[]

/** The centre of pressure of a stance of a foot. Foot frame: x + lateral for either foot, y from the heel toward the toes. */
export const COP_METRICS = {
  gaitLine_mm: measured({
    label: 'Gait line',
    unit: 'mm',
    definition: `length of the path of the ${FILTERED}, while the foot is loaded`,
    source: 'dynamic-med 7:17, 2008',
    needs: ['geometry'],
  }),
  gaitLine_ratio: measured({
    asymmetry: true,
    label: 'Gait line / insole length',
    unit: 'ratio',
    definition: 'length of the gait line / length of the insole',
    source: 'dynamic-med 7:17, 2008',
    needs: ['positions', 'size'],
  }),
  copRangeAp_mm: measured({
    label: 'Range forward',
    unit: 'mm',
    definition: `largest minus smallest y of the ${FILTERED}, between 5 and 95 % of the stance`,
    source: 'definition of solestream, after in-shoe practice',
    needs: ['geometry'],
  }),
  copRangeAp_ratio: measured({
    asymmetry: true,
    label: 'Range forward / insole length',
    unit: 'ratio',
    definition: 'forward range of the centre of pressure / length of the insole',
    source: 'definition of solestream, after in-shoe practice',
    needs: ['positions', 'size'],
  }),
  copRangeMl_mm: measured({
    label: 'Range sideways',
    unit: 'mm',
    definition: `largest minus smallest x of the ${FILTERED}, between 5 and 95 % of the stance`,
    source: 'definition of solestream, after in-shoe practice',
    needs: ['geometry'],
  }),
  copRangeMl_ratio: measured({
    label: 'Range sideways / insole width',
    unit: 'ratio',
    definition: 'sideways range of the centre of pressure / width of the insole',
    source: 'definition of solestream, after in-shoe practice',
    needs: ['positions', 'size'],
  }),
  copVelocity_mm_s: measured({
    asymmetry: true,
    label: 'Velocity of the centre of pressure',
    unit: 'mm/s',
    definition: 'length of the gait line / time in which the centre of pressure is known',
    source: BULDT,
    needs: ['geometry'],
  }),
  strikeIndex_percent: measured({
    label: 'Strike index',
    unit: '%',
    definition:
      'y of the centre of pressure at initial contact (median of the first three loaded samples) / length of the insole; 0-33 rearfoot, 34-67 midfoot, above 67 forefoot strike',
    source: 'Cavanagh & Lafortune 1980, doi:10.1016/0021-9290(80)90033-0',
    needs: ['positions', 'size'],
  }),
  copToeOffAp_percent: measured({
    label: 'Centre of pressure at toe-off, forward',
    unit: '%',
    definition: 'y at toe-off (median of the last three loaded samples) / length of the insole',
    source: 'definition of solestream, after in-shoe practice',
    needs: ['positions', 'size'],
  }),
  copContactMl_ratio: measured({
    label: 'Centre of pressure at contact, sideways',
    unit: 'ratio',
    definition: 'x at initial contact / width of the insole, + lateral',
    source: 'definition of solestream, after in-shoe practice',
    needs: ['positions', 'size'],
  }),
  copToeOffMl_ratio: measured({
    label: 'Centre of pressure at toe-off, sideways',
    unit: 'ratio',
    definition: 'x at toe-off / width of the insole, + lateral',
    source: 'definition of solestream, after in-shoe practice',
    needs: ['positions', 'size'],
  }),
  cpeiProxy_percent: measured({
    label: 'CPEI proxy',
    unit: '%',
    definition:
      'excursion of the gait line from the straight line between its ends, on the forefoot line of the insole’s outline, / its width there; + lateral. A proxy: not comparable with norms of pressure plates',
    source: 'after Song 1996, doi:10.7547/87507315-86-1-16',
    needs: ['geometry', 'outline'],
  }),
}

type OfPhase<Before extends string, After extends string> = `${Before}${PhaseName}${After}`

/** One row for each of the four phases. */
function byPhase<B extends string, A extends string>(before: B, after: A, row: (words: string, when: string) => Row) {
  const rows = PHASE_NAMES.map((phase) => [`${before}${phase}${after}`, sessionMetric(row(PHASE_WORDS[phase][0], PHASE_WORDS[phase][1]))])
  return Object.fromEntries(rows) as { readonly [M in OfPhase<B, A>]: ReturnType<typeof sessionMetric> }
}

const mlpi = (zone: string, parts: string) => (words: string, when: string) =>
  ({
    label: `Medial-lateral index of the ${zone}, ${words}`,
    unit: '%',
    range: [-100, 100],
    definition: `100 (M - L) / (M + L) of the integrals of force of ${parts}, ${when}; + medial; ours, without norms`,
    source: 'after Tse 2021',
    needs: ['regions'],
  }) as const
const HEEL = mlpi('heel', 'medial and lateral heel')
const MIDFOOT = mlpi('midfoot', 'medial and lateral midfoot')
const FOREFOOT = mlpi('forefoot', '1st, and 4th with 5th metatarsal heads')

/** The same by phase of the stance: means over a recording. */
export const COP_SESSION_METRICS = {
  ...byPhase('copVelocity', '_mm_s', (words, when) => ({
    label: `Velocity of the centre of pressure, ${words}`,
    unit: 'mm/s',
    definition: `path of the ${FILTERED} / time, ${when}`,
    source: BULDT,
    needs: ['geometry'],
  })),
  ...byPhase('lateralMedial', '_ratio', (words, when) => ({
    label: `Lateral-medial force index, ${words}`,
    unit: 'ratio',
    range: [-1, 1],
    definition: `(lateral - medial) / (lateral + medial) of the integrals of force, ${when}; + lateral`,
    source: BULDT,
    needs: ['positions'],
  })),
  lateralMedial_ratio: sessionMetric({
    label: 'Lateral-medial force index',
    unit: 'ratio',
    range: [-1, 1],
    definition:
      '(lateral - medial) / (lateral + medial) of the integrals of force on either side of the line heel centre - second toe; sensors on it are left out; + lateral',
    source: BULDT,
    needs: ['positions'],
  }),
  heelMlpi_percent: sessionMetric(HEEL('stance', 'whole stance')),
  midfootMlpi_percent: sessionMetric(MIDFOOT('stance', 'whole stance')),
  forefootMlpi_percent: sessionMetric(FOREFOOT('stance', 'whole stance')),
  ...byPhase('heelMlpi', '_percent', HEEL),
  ...byPhase('midfootMlpi', '_percent', MIDFOOT),
  ...byPhase('forefootMlpi', '_percent', FOREFOOT),
}
