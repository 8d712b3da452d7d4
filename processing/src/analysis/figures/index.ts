import type { FigureComputation, Figures, WalkFacts } from './figures.ts'
import { symmetryFigures } from './symmetry.ts'

export type { FigureComputation, Figures, Given, StridePair, WalkFacts } from './figures.ts'

/** Everything that gives figures of a whole recording from its strides: one line each. */
const COMPUTATIONS: readonly FigureComputation[] = [symmetryFigures]

export const figuresOf = (walk: WalkFacts): Figures => Object.assign({}, ...COMPUTATIONS.map((compute) => compute(walk))) as Figures
