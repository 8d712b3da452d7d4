import type { Again, Lost } from './phases/again.ts'
import type { BackfillSeen } from './phases/backfill.ts'
import type { Basics } from './phases/basics.ts'
import type { Documents } from './phases/documents.ts'
import type { Quiet } from './phases/quiet.ts'
import type { Rates } from './phases/rates.ts'
import type { Reboot } from './phases/reboot.ts'
import type { Refusals } from './phases/refusals.ts'
import type { StreamSeen } from './phases/stream.ts'
import type { TareSeen } from './phases/tare.ts'
import type { Writing } from './phases/writing.ts'
import type { Neighbour } from './air.ts'
import { NotSeen } from './verdict.ts'
import type { Witness } from './witness.ts'

/** What each phase brings. */
export interface Seen {
  readonly basics: Basics
  readonly quiet: Quiet
  readonly documents: Documents
  readonly refusals: Refusals
  readonly stream: StreamSeen
  readonly backfill: BackfillSeen
  readonly rates: Rates
  readonly writing: Writing
  readonly tare: TareSeen
  readonly lost: Lost
  readonly again: Again
  readonly reboot: Reboot
}
export type PhaseName = keyof Seen

/** Everything that was seen of one insole: what requirements are judged by. */
export interface Evidence {
  readonly neighbour: Neighbour
  /** Every connection, in order. */
  readonly log: readonly Witness[]
  /** Throws NotSeen with the reason, where the phase did not come to its end. */
  of<P extends PhaseName>(phase: P): Seen[P]
}

export interface OpenEvidence extends Evidence {
  put<P extends PhaseName>(phase: P, seen: Seen[P]): void
  /** It did not come to its end. */
  miss(phase: PhaseName, because: string): void
}

export function createEvidence(neighbour: Neighbour, log: readonly Witness[]): OpenEvidence {
  const seen: Partial<Seen> = {}
  const missed = new Map<PhaseName, string>()
  return {
    neighbour,
    log,
    of(phase) {
      const found = seen[phase]
      if (found === undefined) throw new NotSeen(missed.get(phase) ?? 'it was not looked at')
      return found as Seen[typeof phase]
    },
    put: (phase, found) => void Object.assign(seen, { [phase]: found }),
    miss: (phase, because) => void missed.set(phase, because),
  }
}
