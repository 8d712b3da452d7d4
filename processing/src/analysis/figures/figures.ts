import type {
  Figure,
  InsoleDescription,
  MetricSummary,
  SessionMetricName,
  Side,
  Stride,
  StrideMetricName,
  WalkInputs,
} from '../../model/index.ts'

/** What figures of a whole recording are computed from. */
export interface WalkFacts {
  /** Of both feet, in order of start_s, excluded ones too. */
  readonly strides: readonly Stride[]
  readonly left: readonly Stride[]
  readonly right: readonly Stride[]
  /** A valid left stride and the valid right one that starts in it. */
  readonly pairs: readonly StridePair[]
  /** The stride metrics as the summary has them: what is withheld is absent. */
  readonly statistics: { readonly [M in StrideMetricName]?: MetricSummary }
  readonly insoles: { readonly [S in Side]?: InsoleDescription }
  readonly inputs: WalkInputs
}
export type StridePair = readonly [left: Stride, right: Stride]

/**
 * A figure, or why there is none; `n` that is below the row's minimumN withholds it with that as the reason. Without `n` the reason holds
 * whatever was counted.
 */
export type Given = Figure | { readonly n?: number; readonly because: string }
export type FootFigures = { readonly left?: Given; readonly right?: Given; readonly both?: Given }
export type Figures = { readonly [M in SessionMetricName]?: FootFigures }

/** Computes some session metrics: all that it can, whatever the rows need; needs and minimum n are looked at afterwards. */
export type FigureComputation = (walk: WalkFacts) => Figures
