/** The figures of the live page, in the order of their cards. */
export const FIGURE_IDS = ['stance', 'swing', 'asymmetry', 'cadence', 'stride', 'doubleSupport', 'variability'] as const
export type FigureId = (typeof FIGURE_IDS)[number]

interface FigureKind {
  /** Whether left and right stand for themselves. */
  readonly pair: boolean
  /** Whether it rests on both clocks. */
  readonly clocks: boolean
  readonly decimals: number
  /** The least that its course shows from bottom to top, in its unit: noise is not to look like a change. */
  readonly span: number
}

const kind = (decimals: number, span: number, { pair = false, clocks = false } = {}): FigureKind => ({ pair, clocks, decimals, span })

export const FIGURE_KINDS: Readonly<Record<FigureId, FigureKind>> = {
  stance: kind(2, 0.1, { pair: true }),
  swing: kind(2, 0.1, { pair: true }),
  asymmetry: kind(1, 10, { clocks: true }),
  cadence: kind(0, 10),
  stride: kind(2, 0.1),
  doubleSupport: kind(1, 6, { clocks: true }),
  variability: kind(1, 3),
}
