/** The one table of metrics. Names, units and minimum n for code, exports, API and docs come from here. */

export type MetricNeed = 'layout' | 'kPa' | 'newtons' | 'both-feet' | 'belt-speed'

export interface MetricDefinition {
  readonly unit: 's' | '%' | '/min' | 'N' | 'kPa' | 'mm' | 'ratio'
  readonly level: 'stride' | 'session'
  readonly label: string
  readonly needs: readonly MetricNeed[]
  /** Fewer valid strides than this (per foot): the summary withholds it. */
  readonly minimumN: number
  readonly definition: string
  readonly source: string
}

const stride = (
  label: string,
  unit: MetricDefinition['unit'],
  definition: string,
  source: string,
  needs: readonly MetricNeed[] = [],
  minimumN = 5,
) => ({ label, unit, level: 'stride', definition, source, needs, minimumN }) as const satisfies MetricDefinition

export const STRIDE_METRICS = {
  stride_s: stride('Stride time', 's', 'initial contact to the next of the same foot', 'Reed 2013'),
  stance_s: stride('Stance time', 's', 'initial contact to toe-off of the same foot', 'Reed 2013'),
  swing_s: stride('Swing time', 's', 'toe-off to the next initial contact of the same foot', 'Reed 2013'),
  step_s: stride('Step time', 's', "the other foot's initial contact before this stride's to this stride's", 'Reed 2013', ['both-feet']),
  initialDoubleSupport_s: stride('Initial double support', 's', "initial contact to the other foot's toe-off", 'scikit-digital-health', [
    'both-feet',
  ]),
  terminalDoubleSupport_s: stride(
    'Terminal double support',
    's',
    "the other foot's initial contact to this foot's toe-off",
    'scikit-digital-health',
    ['both-feet'],
  ),
  doubleSupport_s: stride('Double support', 's', 'initial plus terminal double support', 'Schwenk 2014', ['both-feet']),
  singleSupport_s: stride('Single support', 's', "the other foot's toe-off to its next initial contact", 'GAITRite manual', ['both-feet']),
  stance_percent: stride('Stance share', '%', '100 * stance / stride', 'Reed 2013'),
  swing_percent: stride('Swing share', '%', '100 * swing / stride', 'Reed 2013'),
  doubleSupport_percent: stride('Double support share', '%', '100 * double support / stride', 'Schwenk 2014', ['both-feet']),
  cadence_per_min: stride('Cadence', '/min', '120 / stride time', 'Reed 2013'),
  peakForce_N: stride('Peak force', 'N', 'largest force of the foot in stance', 'metrics.md 2.5', ['newtons']),
  peakPressure_kPa: stride('Peak pressure', 'kPa', 'largest pressure of any sensor in stance', 'Putti 2007', ['kPa']),
} as const

export type StrideMetricName = keyof typeof STRIDE_METRICS
export const STRIDE_METRIC_NAMES = Object.keys(STRIDE_METRICS) as readonly StrideMetricName[]
/** Metrics of which the summary has one figure for both feet together instead of left and right. */
export const BOTH_FEET_METRICS: ReadonlySet<StrideMetricName> = new Set<StrideMetricName>(['cadence_per_min'])
