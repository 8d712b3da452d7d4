import { both } from './clockWalk.ts'
import type { ClockWalk } from './clockWalk.ts'
import { seeded } from './clockModel.ts'

type Case = Pick<ClockWalk, 'mode' | 'interval_s' | 'seed'>

export const INTERVALS_S = [0.015, 0.03, 0.05, 0.1] as const

/** 30 minutes in which nothing happens. */
export const plainWalk = (of: Case): ClockWalk => ({ ...of, boots: both([0, 1800]) })

/**
 * 30 minutes in which everything happens, at times left to chance: the tick of each insole wraps, one insole (either) reboots and is gone for
 * 5 s, and the host's clock steps by 20 ms to 2 s, forward or back.
 */
export function eventfulWalk(of: Case): ClockWalk {
  const random = seeded(7 * of.seed + 3)
  const reboot_s = 200 + 1400 * random()
  const step = { at_s: 200 + 1400 * random(), by_s: (random() < 0.5 ? -1 : 1) * (0.02 + 2 * random() ** 3) }
  const rebooted = [
    [0, reboot_s],
    [reboot_s + 5, 1800],
  ] as const
  const whole = [[0, 1800]] as const
  const left = random() < 0.5
  return { ...of, boots: { left: left ? rebooted : whole, right: left ? whole : rebooted }, hostSteps: [step], wrap: true }
}

export const cases = (mode: ClockWalk['mode'], interval_s: number, walks: number, firstSeed: number): Case[] =>
  Array.from({ length: walks }, (_, k) => ({ mode, interval_s, seed: firstSeed + k }))
