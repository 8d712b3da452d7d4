import type { GaitEventKind, Mode } from '@solestream/processing/model'
import { layoutWith } from './layouts.ts'
import { scoreKind, type KindScore } from './score.ts'
import { simulate } from './simulate.ts'
import type { SweepWalk } from './sweepWalks.ts'

export const MODES: readonly Mode[] = ['online', 'offline']
export const KINDS: readonly GaitEventKind[] = ['initial-contact', 'foot-flat', 'heel-off', 'toe-off']
/** The last events need samples behind them. */
const TAIL_S = 0.5

export type WalkScore = { readonly [M in Mode]: { readonly [K in GaitEventKind]: KindScore } }

/** One simulated walk through both modes of a foot's algorithms; `raw`: with insoles that nobody calibrated. */
export function scoreWalk({ settings, sensors, loss_ratio, from_s }: SweepWalk, raw = false): WalkScore {
  const walk = simulate(settings, { layoutOf: layoutWith(sensors), loss_ratio, raw })
  const window = [from_s, settings.duration_s - TAIL_S] as const
  const stance_s = (settings.stance_ratio * 120) / settings.cadence_per_min
  const of = (mode: Mode) => {
    const events = walk.eventsOf(mode)
    return Object.fromEntries(
      KINDS.map((kind) => [kind, scoreKind(kind, walk.truth, events, walk.losses, window, stance_s)]),
    ) as WalkScore[Mode]
  }
  return { online: of('online'), offline: of('offline') }
}
