import { METRICS, type MetricName } from '@solestream/processing/model'

/** What each figure is called: as the table of metrics has it. */
export const figureNames = Object.fromEntries(Object.entries(METRICS).map(([name, { label }]) => [name, label])) as {
  readonly [M in MetricName]: string
}
