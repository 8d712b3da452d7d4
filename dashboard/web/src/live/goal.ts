import { signal } from '@preact/signals'
import { FIGURE_IDS, type FigureId } from './figureKinds.ts'

/** A band to walk in, in the figure's unit. */
export interface Goal {
  readonly low: number
  readonly high: number
}

type Goals = Readonly<Partial<Record<FigureId, Goal | null>>>

const KEY = 'solestream.liveGoal'
const FIRST: { readonly chosen: FigureId; readonly goals: Goals } = { chosen: 'asymmetry', goals: { asymmetry: { low: -5, high: 5 } } }

const isGoal = (of: unknown): of is Goal => {
  const { low, high } = (of ?? {}) as Partial<Goal>
  return typeof low === 'number' && typeof high === 'number' && low < high
}

/** What this browser chose last; anything else that stands there is passed over. */
export function readChoice(stored: string | null): typeof FIRST {
  try {
    const { chosen: id, goals: given } = JSON.parse(stored ?? '{}') as { chosen?: unknown; goals?: Record<string, unknown> }
    const kept = FIGURE_IDS.flatMap((figure) => {
      const goal = given?.[figure]
      return goal === null || isGoal(goal) ? [[figure, goal] as const] : []
    })
    return {
      chosen: FIGURE_IDS.find((figure) => figure === id) ?? FIRST.chosen,
      goals: { ...FIRST.goals, ...Object.fromEntries(kept) },
    }
  } catch {
    return FIRST
  }
}

const stored = (): string | null => {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

const first = readChoice(stored())
/** The figure that is shown large, and the goal of each. */
export const chosen = signal<FigureId>(first.chosen)
export const goals = signal<Goals>(first.goals)

function keep(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ chosen: chosen.value, goals: goals.value }))
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

export function choose(id: FigureId): void {
  chosen.value = id
  keep()
}

export function setGoal(id: FigureId, goal: Goal | null): void {
  goals.value = { ...goals.value, [id]: goal }
  keep()
}

/** Where values stand: all inside, or where the first outside lies; null without a goal or a value. */
export function standing(values: readonly number[], goal: Goal | null): 'in' | 'above' | 'below' | null {
  if (goal === null || values.length === 0) return null
  const outside = values.find((v) => v < goal.low || v > goal.high)
  if (outside === undefined) return 'in'
  return outside > goal.high ? 'above' : 'below'
}
