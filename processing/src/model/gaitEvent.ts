import type { Side } from './side.ts'

export type GaitEventKind = 'initial-contact' | 'foot-flat' | 'heel-off' | 'toe-off'

export interface GaitEvent {
  readonly kind: GaitEventKind
  readonly side: Side
  /** When it happened, seconds on the session's clock. */
  readonly time_s: number
  /** Time of the newest sample that was needed to report it first; absent offline. */
  readonly detected_s?: number
  /** Set when the event was timed again after its first report. */
  readonly revised_s?: number
  /** 0..1; below 0.5 the event is bracketed by a gap or otherwise doubtful. */
  readonly confidence: number
}
