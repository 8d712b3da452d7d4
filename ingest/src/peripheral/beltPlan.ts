import { ConfigurationFault } from '../configurationFault.ts'

/** Belt speeds in turn: each from its second on. */
export type BeltPlan = readonly { readonly at_s: number; readonly speed_kmh: number }[]

/** As treadmills do: no faster than this, (km/h)/s. */
const RAMP_KMH_S = 0.5
const FASTEST_KMH = 25

/** `4.5`, or `3.6,5@60,0@120`: speeds in km/h, each with the second from which on it is asked for. Throws a ConfigurationFault. */
export function parseBeltPlan(text: string): BeltPlan {
  const plan = text.split(',').map((part, k) => {
    const [speed = '', at = k === 0 ? '0' : ''] = part.trim().split('@')
    const [speed_kmh, at_s] = [Number(speed), Number(at)]
    if (speed.trim() === '' || at.trim() === '' || !(speed_kmh >= 0 && speed_kmh <= FASTEST_KMH) || !(at_s >= 0))
      throw new ConfigurationFault(
        `--speed ${text}: ${part.trim() === '' ? 'nothing' : part.trim()} is no speed`,
        `--speed takes km/h from 0 to ${FASTEST_KMH}, such as 4.5, or several, such as 3.6,5@60: 5 km/h from second 60 on`,
      )
    return { at_s, speed_kmh }
  })
  if (plan.some(({ at_s }, k) => k > 0 && at_s <= plan[k - 1]!.at_s))
    throw new ConfigurationFault(`--speed ${text}: the seconds do not rise`, 'give each speed a later second than the one before')
  return plan
}

/** How fast the belt runs at a time, ramps in between. */
export function beltSpeed_kmh(plan: BeltPlan, time_s: number): number {
  let now_kmh = 0
  for (const [k, { at_s, speed_kmh }] of plan.entries()) {
    if (at_s > time_s) break
    const until_s = Math.min(time_s, plan[k + 1]?.at_s ?? Infinity)
    const most = RAMP_KMH_S * (until_s - at_s)
    now_kmh += Math.max(-most, Math.min(most, speed_kmh - now_kmh))
  }
  return now_kmh
}
