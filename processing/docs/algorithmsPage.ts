import { GAIT_VERSIONS } from '@solestream/processing/analysis'
import { sectionsOf } from './docstrings.ts'
import { metricTables } from './metricTables.ts'

/** Where the sections come from, in the order in which a reader needs them. */
export const SOURCES = [
  'force/force.ts',
  'calibration/fitBodyWeight.ts',
  'contacts/detector.ts',
  'contacts/offline.ts',
  'contacts/fixedThresholdDetector.ts',
  'rollOver/rollOver.ts',
  'strides/strideBuilder.ts',
  'strides/otherFoot.ts',
  'strides/limits.ts',
  'strides/belt.ts',
  'summary/feetApart.ts',
  'stance/measure.ts',
  'stance/forceFeatures.ts',
  'stance/copFeatures.ts',
  'stance/cpei.ts',
  'stance/regionLoads.ts',
  'stance/sensorPressures.ts',
  'stance/archIndex.ts',
  'stance/sustainedLoad.ts',
  'stance/cyclogram.ts',
  'stance/relativePhase.ts',
  'stance/curveAsymmetry.ts',
  'stance/butterfly.ts',
  'stance/closure.ts',
  'stance/loadDrift.ts',
  'statistics/statistic.ts',
  'statistics/bootstrap.ts',
  'summary/asymmetry.ts',
  'summary/rollingSummary.ts',
  'figures/symmetry.ts',
  'figures/variability.ts',
  'figures/coordination.ts',
  'figures/fractal.ts',
  'quality/footQuality.ts',
  'balance/insoleBalance.ts',
  'compare/compareSessions.ts',
  'findings/findings.ts',
] as const

/** ALGORITHMS.md: the docstrings marked with `@algorithm`, and the table of metrics. */
export function algorithmsPage(): string {
  const versions = GAIT_VERSIONS.map(({ name, version, about }) => `- \`${name}@${version}\`: ${about}`)
  const folder = new URL('../src/analysis/', import.meta.url)
  const sections = SOURCES.flatMap((file) =>
    sectionsOf(new URL(file, folder)).map(({ title, text }) => `## ${title}\n\n${text}\n\n<sub>[${file}](src/analysis/${file})</sub>`),
  )
  return `# Algorithms

<!-- Made by \`npm run docs\` from the docstrings of src/analysis and from the table of metrics in src/model/metrics: change it there. -->

Times in seconds of the session's clock, from the samples alone. Foot frame: y from the heel toward the toes, x + lateral for either foot; body
frame: x + to the right (\`bodyX\`). Signed left/right indices are positive when left is larger; unsigned ones are called so.
Versions that can be chosen (\`analyze --algorithm\`); each result names the one that made it, with its settings, and stays readable by its key:

${versions.join('\n')}

What cannot be had is absent from the summary and named, with its reason, under \`unavailable\`. Results describe; they are no diagnosis.

${sections.join('\n\n')}

## The table of metrics

One table drives code, exports, API and this page. A metric of each stride is a column of the strides, and of the valid ones the summary has median, mean,
SD, CV, robust CV and interval; a metric of the recording is one figure with its n and interval. Below its minimum n it is withheld.

${metricTables()}
`
}
