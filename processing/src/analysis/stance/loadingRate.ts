import { STANCE } from './settings.ts'
import { valueAt, type Stance } from './stance.ts'

/**
 * Vertical average loading rate (VALR), unit of force per s. The impact peak is the first local maximum within 50 ms of contact after which force
 * falls by `prominence` before it rises above it again. NaN when a sample is missing.
 */
export function averageLoadingRate(stance: Stance, prominence: number): number {
  const peak_s = impactPeak_s(stance, prominence)
  const [low, high] = peak_s === null ? STANCE.ofStance : STANCE.toImpact
  const whole_s = peak_s ?? stance.duration_s
  const { history, start_s, from } = stance
  const at = (share: number) => valueAt(history, history.force, start_s + share * whole_s, from)
  return (at(high) - at(low)) / ((high - low) * whole_s)
}

/** Time of the impact peak since contact, or null. */
export function impactPeak_s({ history: { force, time }, start_s, from, to }: Stance, prominence: number): number | null {
  for (let i = from + 1; i < to - 1 && time[i]! - start_s <= STANCE.impact_s; i++) {
    const peak = force[i]!
    if (!(peak > force[i - 1]! && peak >= force[i + 1]!)) continue
    for (let k = i + 1; k < to && force[k]! <= peak; k++) if (peak - force[k]! >= prominence) return time[i]! - start_s
  }
  return null
}
