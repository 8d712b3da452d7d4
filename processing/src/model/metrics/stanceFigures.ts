import { COP_SESSION_METRICS } from './cop.ts'
import { CYCLOGRAM_METRICS } from './cyclogram.ts'
import { FOOT_TYPE_METRICS } from './footType.ts'
import { FORCE_SESSION_METRICS } from './force.ts'
import { MONITORING_METRICS } from './monitoring.ts'
import { REGION_METRICS } from './regions.ts'

const { singlePeak_percent, loadDrift_percent } = FORCE_SESSION_METRICS

/** Session metrics of each foot whose figure is the mean over its valid stances; first what force alone gives. */
const STANCE_FIGURES = { singlePeak_percent, ...COP_SESSION_METRICS, ...REGION_METRICS, ...FOOT_TYPE_METRICS }

export type StanceFigureName = keyof typeof STANCE_FIGURES
export const STANCE_FIGURE_NAMES = Object.keys(STANCE_FIGURES) as readonly StanceFigureName[]

const SAMPLE_FIGURES = { ...STANCE_FIGURES, loadDrift_percent, ...MONITORING_METRICS, ...CYCLOGRAM_METRICS }

/** All session metrics that need the samples of a whole recording; the others follow from its strides. */
export const SAMPLE_FIGURE_NAMES = Object.keys(SAMPLE_FIGURES) as readonly (keyof typeof SAMPLE_FIGURES)[]
