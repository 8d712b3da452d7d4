import type { Neighbour } from './air.ts'
import type { PhaseName, Seen } from './seen.ts'
import { NotSeen } from './verdict.ts'
import type { Witness } from './witness.ts'

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
