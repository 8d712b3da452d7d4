/** What therapist and patient agreed on, and what they wrote down for each other. Words of people: kept with their names, apart from measurements. */

/** Whose figure of the metric: as in a session's summary. */
export type GoalOf = 'left' | 'right' | 'both' | 'asymmetry'

export interface GoalFacts {
  readonly metric: string
  readonly of: GoalOf
  /** In the metric's unit; at least one of both is there, and both make a band. */
  readonly atLeast: number | null
  readonly atMost: number | null
  /** As it was said when it was agreed. */
  readonly words: string
  /** The day, YYYY-MM-DD. */
  readonly agreedOn: string
}

export interface Goal extends GoalFacts {
  readonly id: number
  /** The therapist's account; null: it is gone. */
  readonly by: { readonly account: number; readonly name: string } | null
  /** Null: it holds. */
  readonly ended_utc: string | null
}

export interface Note {
  readonly id: number
  readonly text: string
  readonly written_utc: string
  /** Of the person, or of one who treats. */
  readonly byPerson: boolean
  readonly by: { readonly account: number; readonly name: string } | null
}
