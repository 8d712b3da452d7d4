import type { SyncExchange } from '../src/record.ts'

/**
 * The delay model of the clock tests. The host's clock is the truth. A device's clock is off by `ppm` and begins at `firstTick`. Connection
 * events lie every interval on the host's clock, each insole with its own phase. A command goes out with the first event after it was
 * handed over (0.3 ms + exponential 0.3 ms on its way through the host), its tick is read 0.1 ms + exponential 0.1 ms after that event; the
 * response is handed over 0.05 to 1 ms later and waits for the next event, as every notification does; the host reads its clock 0.4 ms
 * + exponential 0.5 ms after an event. One event in 20 fails and all waits for the one after. Ticks are microseconds, u32.
 * With `wander_ppm` the device's rate swings by so much within 10 minutes, as a crystal's does that warms up and cools down. With
 * `hostSteps` the host's clock is no longer the truth: from `at_s` on it reads so much more (or less).
 */
export interface DelayModel {
  readonly ppm: number
  readonly interval_s: number
  readonly firstTick: number
  readonly random: () => number
  readonly wander_ppm?: number
  readonly hostSteps?: readonly HostStep[]
}

export interface HostStep {
  readonly at_s: number
  readonly by_s: number
}

/** What the host's clock reads at true time t_s. */
export const hostReads = (t_s: number, steps: readonly HostStep[] = []): number =>
  steps.reduce((reading, { at_s, by_s }) => reading + (t_s >= at_s ? by_s : 0), t_s)

export interface ModelledInsole {
  /** A sync exchange begun at true time at_s; `over_s`: true time of its end. Its own times are the host's readings. */
  exchange(at_s: number): SyncExchange & { readonly over_s: number }
  /** True time at which a notification handed over at t_s reaches the host's program. */
  arrival(t_s: number): number
  /** Raw u32. */
  tick(t_s: number): number
}

export function modelledInsole({ ppm, interval_s, firstTick, random, wander_ppm = 0, hostSteps = [] }: DelayModel): ModelledInsole {
  const phase_s = random() * interval_s
  const exponential = (mean_s: number) => -mean_s * Math.log(1 - random())
  const event = (t_s: number): number => {
    let k = Math.ceil((t_s - phase_s) / interval_s)
    while (random() < 0.05) k++
    return phase_s + k * interval_s
  }
  const swung_us = (t_s: number) => ((wander_ppm * 600) / (2 * Math.PI)) * (1 - Math.cos((2 * Math.PI * t_s) / 600))
  const tick = (t_s: number) => Math.floor(firstTick + t_s * 1e6 * (1 + ppm * 1e-6) + swung_us(t_s)) % 2 ** 32
  const arrival = (t_s: number) => event(t_s) + 0.0004 + exponential(0.0005)
  return {
    tick,
    arrival,
    exchange(at_s) {
      const received = event(at_s + 0.0003 + exponential(0.0003)) + 0.0001 + exponential(0.0001)
      const answered = received + 0.00005 + random() * 0.00095
      const over_s = arrival(answered)
      const ticks = { deviceReceived_tick: tick(received), deviceSent_tick: tick(answered) }
      return { sent_s: hostReads(at_s, hostSteps), ...ticks, received_s: hostReads(over_s, hostSteps), over_s }
    },
  }
}

/** mulberry32: the same in every run. */
export function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Instants of exchanges: every 0.2 s or so for 20 s, then every second, spread at random (R-TIME-4). */
export function* exchangeInstants(until_s: number, random: () => number, from_s = 0): Generator<number> {
  for (let t = from_s; t < until_s;) {
    yield t
    t += t - from_s < 20 ? 0.1 + 0.2 * random() : 0.75 + 0.5 * random()
  }
}
