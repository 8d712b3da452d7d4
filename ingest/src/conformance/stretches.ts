import type { Evidence } from './evidence.ts'
import { live, type Packet, type Stretch } from './packets.ts'
import { NotSeen } from './verdict.ts'

export interface NamedStretch {
  readonly when: string
  readonly stretch: Stretch
}

/** All stretches of live samples that came about before a restart. */
export function stretchesOf(evidence: Evidence): NamedStretch[] {
  const found: NamedStretch[] = []
  const add = (when: string, of: () => Stretch | undefined): void => {
    try {
      const stretch = of()
      if (stretch !== undefined) found.push({ when, stretch })
    } catch (error) {
      if (!(error instanceof NotSeen)) throw error
    }
  }
  add('in the first run', () => evidence.of('stream').first)
  add('in the second run', () => evidence.of('stream').second)
  add('beside a backfill', () => evidence.of('backfill').beside.heard)
  add('at half the rate', () => evidence.of('rates').half?.stretch)
  add('at the full rate again', () => evidence.of('rates').restored.stretch)
  add('after the reconnection', () => evidence.of('again').stretch)
  return found
}

/** The live packets of each; throws NotSeen where none came. */
export function liveRuns(evidence: Evidence): { readonly when: string; readonly packets: readonly Packet[] }[] {
  const runs = stretchesOf(evidence).map(({ when, stretch }) => ({ when, packets: live(stretch) }))
  const filled = runs.filter(({ packets }) => packets.length > 0)
  if (filled.length === 0) throw new NotSeen('no samples came')
  return filled
}
