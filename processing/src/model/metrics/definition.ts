/**
 * What a metric needs beyond the events of one foot. Of the insole: `newtons` and `kPa` a calibration that gives them, `positions` where the
 * sensors are (any unit), `size` how long and wide the insole is in that unit, `geometry` positions in mm, `outline` the insole's, `regions` which part of the foot each sensor is under,
 * `heel-and-forefoot` a sensor under each of the two, `fast-samples` enough of them for loading rates. Of the walk: `both-feet`,
 * `belt-speed`, `body-weight`, `stance-width`.
 */
export type MetricNeed =
  | 'newtons'
  | 'kPa'
  | 'positions'
  | 'geometry'
  | 'size'
  | 'outline'
  | 'regions'
  | 'heel-and-forefoot'
  | 'fast-samples'
  | 'both-feet'
  | 'belt-speed'
  | 'body-weight'
  | 'stance-width'

export type MetricUnit =
  | ''
  | 's'
  | '%'
  | '/min'
  | 'Hz'
  | 'N'
  | 'N s'
  | 'N/s'
  | 'BW'
  | 'BW s'
  | 'BW/s'
  | '%BW'
  | 'kPa'
  | 'kPa s'
  | 'kPa/mm'
  | 'mm'
  | 'mm2'
  | 'mm/s'
  | 'm'
  | 'm/s'
  | 'm min'
  | 'deg'
  | 'ratio'

/** One row of the table of metrics. */
export interface MetricDefinition {
  /** '' for what has none, as an exponent. */
  readonly unit: MetricUnit
  /** 'stride': every stride has a value. 'session': one figure of a recording. */
  readonly level: 'stride' | 'session'
  /** Whether the summary has it for each foot, or once for both together. */
  readonly feet: 'each' | 'both'
  readonly label: string
  readonly needs: readonly MetricNeed[]
  /** With fewer than this (per foot, where each foot has one) the summary withholds it. */
  readonly minimumN: number
  /** What n counts. */
  readonly counts: 'strides' | 'pairs of strides' | 'minutes' | 'samples'
  /** What the person does: a recording of one has no figures of the other. */
  readonly posture: 'walking' | 'standing'
  /** Whether the symmetry index is given of it: a ratio of left and right says nothing where values may be 0 or of either sign. */
  readonly asymmetry: boolean
  /** What is the matter with strides that do not have it, where that has a name. */
  readonly absent?: string
  /** Whether the live summary after each stride has it too: each one costs, at every stride. */
  readonly live: boolean
  /** Whether people are shown it: of several measures of one thing one is, the others are for export. */
  readonly shown: boolean
  /** Between which a value lies by definition: its interval does, too. Absent: without a bound that it comes near. */
  readonly range?: readonly [low: number, high: number]
  /** In full, with signs; for a measure of spread, whether outliers count. */
  readonly definition: string
  /** Who defined it: author and year, with a DOI where there is one. */
  readonly source: string
}

type Usual = 'feet' | 'needs' | 'minimumN' | 'counts' | 'posture' | 'asymmetry' | 'live' | 'shown'
/** What a row must tell; the rest has defaults. */
export type Row = Omit<MetricDefinition, 'level' | Usual> & Partial<Pick<MetricDefinition, Usual>>

function row(level: MetricDefinition['level'], told: Row): MetricDefinition {
  return {
    feet: 'each',
    needs: [],
    minimumN: 5,
    counts: 'strides',
    posture: 'walking',
    asymmetry: level === 'stride' && told.feet !== 'both',
    live: level === 'stride',
    shown: true,
    ...told,
    level,
  }
}

/** A row whose value every stride has; from 5 valid strides on it is summed up. */
export const strideMetric = (told: Row): MetricDefinition => row('stride', told)
/** The same for what is measured from samples. There are many: the live summary does without them, and few have an asymmetry. */
export const measured = (told: Row): MetricDefinition => strideMetric({ live: false, asymmetry: false, ...told })
/** A row of which a recording has one figure for each foot, or one of both feet. */
export const sessionMetric = (told: Row): MetricDefinition => row('session', told)
