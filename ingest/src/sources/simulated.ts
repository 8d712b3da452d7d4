import type { Source } from '../source.ts'
import type { PoseAt } from '../virtual/pose.ts'
import { createWalker } from '../virtual/walker.ts'
import type { WalkerSettings } from '../virtual/walkerSettings.ts'
import { insoleScript } from './insoleScript.ts'
import { createPacedSource } from './paced.ts'
import type { Pace } from './paced.ts'

export interface SimulatedOptions {
  readonly pace: Pace
  /** How the simulated person walks; see WalkerSettings for the defaults. */
  readonly walker?: Partial<WalkerSettings>
}

/** A simulated person with two insoles. Throws a ConfigurationFault when the settings make no walker. */
export function createSimulatedSource({ pace, walker: settings }: SimulatedOptions): Source {
  const poses: PoseAt[] = [...(settings?.poses ?? [])]
  const walker = createWalker({ ...settings, poses })
  return createPacedSource(
    'simulated',
    insoleScript(() => [walker.feed('left'), walker.feed('right')], 'simulated', poses),
    pace,
  )
}
