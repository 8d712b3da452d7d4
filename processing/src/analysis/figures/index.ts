import type { FigureComputation, Figures, WalkFacts } from './figures.ts'
import { closureFigures } from '../stance/closure.ts'
import { contactTimeBalance } from '../stance/running.ts'
import { symmetryFigures } from './symmetry.ts'

export type { FigureComputation, Figures, Given, StridePair, WalkFacts } from './figures.ts'

/** Everything that gives figures of a whole recording from its strides: one line each. */
const COMPUTATIONS: readonly FigureComputation[] = [symmetryFigures, closureFigures, contactTimeBalance]

export const figuresOf = (walk: WalkFacts): Figures => Object.assign({}, ...COMPUTATIONS.map((compute) => compute(walk))) as Figures
