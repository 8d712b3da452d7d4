/** Who told the belt's speed: the treadmill itself, or a person. */
export type BeltTeller = 'treadmill' | 'typed'

/** How the belt runs from a moment on, until the next reading. */
export interface BeltReading {
  readonly time_s: number
  /** 0: it stands. Null: not known (a treadmill that is silent). */
  readonly speed_m_s: number | null
  /** Up is positive; null: not known. */
  readonly incline_percent: number | null
  readonly teller: BeltTeller
}
