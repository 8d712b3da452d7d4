import { coordinationFigures } from './coordination.ts'
import type { FigureComputation, Figures, WalkFacts } from './figures.ts'
import { closureFigures } from '../stance/closure.ts'
import { contactTimeBalance } from '../stance/running.ts'
import { fractalFigures } from './fractal.ts'
import { speedFigures } from './speed.ts'
import { symmetryFigures } from './symmetry.ts'
import { variabilityFigures } from './variability.ts'

export type { FigureComputation, Figures, FootFigures, Given, StridePair, WalkFacts } from './figures.ts'

/** Everything that gives figures of a whole recording from its strides: one line each. */
const COMPUTATIONS: readonly FigureComputation[] = [
  speedFigures,
  symmetryFigures,
  variabilityFigures,
  coordinationFigures,
  fractalFigures,
  closureFigures,
  contactTimeBalance,
]

export const figuresOf = (walk: WalkFacts): Figures => Object.assign({}, ...COMPUTATIONS.map((compute) => compute(walk))) as Figures
