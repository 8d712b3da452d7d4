export type MetricNeed = 'layout' | 'kPa' | 'newtons' | 'both-feet' | 'belt-speed'

/** One row of the table of metrics. */
export interface MetricDefinition {
  readonly unit: 's' | '%' | '/min' | 'N' | 'kPa' | 'mm' | 'ratio'
  /** 'stride': every stride has a value. 'session': one figure of a recording, per foot or of both. */
  readonly level: 'stride' | 'session'
  readonly label: string
  readonly needs: readonly MetricNeed[]
  /** Fewer valid strides than this (per foot): the summary withholds it. */
  readonly minimumN: number
  readonly definition: string
  readonly source: string
}

type Told = Omit<MetricDefinition, 'level' | 'needs' | 'minimumN'> & Partial<Pick<MetricDefinition, 'needs' | 'minimumN'>>

/** A row whose value every stride has; from 5 valid strides on it is summed up. */
export const strideMetric = ({ needs = [], minimumN = 5, ...rest }: Told): MetricDefinition => ({
  ...rest,
  level: 'stride',
  needs,
  minimumN,
})
/** A row of which a recording has one figure per foot, or one of both feet. */
export const sessionMetric = ({ needs = [], minimumN = 5, ...rest }: Told): MetricDefinition => ({
  ...rest,
  level: 'session',
  needs,
  minimumN,
})
