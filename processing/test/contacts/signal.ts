import type { ForceChunk } from '../../src/analysis/contacts/index.ts'
import type { GaitEvent, Machine, Side } from '@solestream/processing/model'
import { createContactDetector, createOfflineContactDetector } from '../../src/analysis/contacts/index.ts'

export interface Signal {
  readonly time_s: Float64Array
  readonly force: Float32Array
  /** True contacts and toe-offs, those that lie in the signal. */
  readonly contacts: readonly number[]
  readonly offs: readonly number[]
}

export interface SignalOptions {
  readonly seconds?: number
  readonly rate_Hz?: number
  /** R per second at both knees. */
  readonly slope_per_s?: number
  readonly stride_s?: number
  readonly stance_s?: number
  /** Phases of standing (no steps, loaded): [from, to]. */
  readonly standing?: readonly (readonly [number, number])[]
  readonly gain?: number
  readonly offset?: number
  readonly drift_per_s?: number
  readonly noise?: number
  /** Adds this much of R to single samples, about every 1.7 s. */
  readonly spike?: number
  readonly seed?: number
}

export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Trapezoids with a valley, knees at known times that fall anywhere between samples; range 1 before gain. */
export function walkSignal(options: SignalOptions = {}): Signal {
  const { seconds = 60, rate_Hz = 100, slope_per_s = 10, stride_s = 1.1037, stance_s = 0.681, standing = [] } = options
  const { gain = 1, offset = 0, drift_per_s = 0, noise = 0, spike = 0, seed = 1 } = options
  const next = random(seed)
  const gauss = (): number => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next())
  const stances: { on: number; off: number }[] = []
  let at = 0.3137
  while (at < seconds) {
    const pause = standing.find(([from, to]) => at + stance_s > from && at < to)
    const off = pause ? pause[1] + stance_s : at + stance_s
    stances.push({ on: at, off })
    at = off + (stride_s - stance_s) + 0.02 * (next() - 0.5)
  }
  const n = Math.floor(seconds * rate_Hz)
  const time_s = Float64Array.from({ length: n }, (_, i) => i / rate_Hz)
  const force = new Float32Array(n)
  const ramp = 1 / slope_per_s
  let k = 0
  for (let i = 0; i < n; i++) {
    const t = time_s[i]!
    while (k < stances.length && t > stances[k]!.off) k++
    const s = stances[k]
    let x = 0
    if (s && t >= s.on) {
      const since = t - s.on
      const until = s.off - t
      const middle = Math.min(since, until) > 0.25 ? 0.75 : 1 - Math.max(0, (Math.min(since, until) - ramp) / 0.25) * 0.25
      x = Math.min(since / ramp, until / ramp, Math.max(0.7, middle))
    }
    x += drift_per_s * t + noise * gauss()
    if (spike !== 0 && next() < 1 / (1.7 * rate_Hz)) x += spike * (next() < 0.5 ? -1 : 1)
    force[i] = offset + gain * x
  }
  const within = (t: number): boolean => t > 0.05 && t < seconds - 0.3
  return { time_s, force, contacts: stances.map((s) => s.on).filter(within), offs: stances.map((s) => s.off).filter(within) }
}

export const MODES = { online: createContactDetector, offline: createOfflineContactDetector } as const
export type Mode = keyof typeof MODES

export const whole = (signal: Signal): ForceChunk => ({
  n: signal.time_s.length,
  time_s: signal.time_s,
  force: signal.force,
  lostBefore: 0,
})

export function run(machine: Machine<ForceChunk, GaitEvent>, chunks: readonly ForceChunk[]): GaitEvent[] {
  const events: GaitEvent[] = []
  for (const chunk of chunks) events.push(...machine.push(chunk))
  events.push(...machine.end())
  return events
}

export const detect = (mode: Mode, signal: Signal, side: Side = 'left'): GaitEvent[] => run(MODES[mode](side), [whole(signal)])

/** Cut at these places; samples in `lost` ([from, to) indices) are left out. */
export function cut(signal: Signal, places: readonly number[], lost: readonly (readonly [number, number])[] = []): ForceChunk[] {
  const n = signal.time_s.length
  const bounds = [...new Set([0, n, ...places, ...lost.flat()])].filter((p) => p >= 0 && p <= n).sort((a, b) => a - b)
  const chunks: ForceChunk[] = []
  let lostBefore = 0
  for (let k = 0; k + 1 < bounds.length; k++) {
    const [from, to] = [bounds[k]!, bounds[k + 1]!]
    if (lost.some(([a, b]) => from >= a && to <= b)) lostBefore += to - from
    else {
      chunks.push({ n: to - from, time_s: signal.time_s.slice(from, to), force: signal.force.slice(from, to), lostBefore })
      lostBefore = 0
    }
  }
  return chunks
}

export interface Match {
  readonly found: number
  readonly missed: number
  readonly extra: number
  /** Mean absolute and largest error, ms. */
  readonly mae_ms: number
  readonly worst_ms: number
}

export function match(events: readonly GaitEvent[], kind: GaitEvent['kind'], truth: readonly number[], from_s = 0): Match {
  const first = Math.max(from_s, (truth[0] ?? 0) - 0.2)
  const last = (truth.at(-1) ?? 0) + 0.2
  const times = events.filter((e) => e.kind === kind && e.time_s > first && e.time_s < last).map((e) => e.time_s)
  const wanted = truth.filter((t) => t > from_s)
  const errors: number[] = []
  const used = new Set<number>()
  for (const t of wanted) {
    let best = -1
    times.forEach((x, j) => {
      if (!used.has(j) && Math.abs(x - t) < 0.1 && (best < 0 || Math.abs(x - t) < Math.abs(times[best]! - t))) best = j
    })
    if (best < 0) continue
    used.add(best)
    errors.push(1000 * Math.abs(times[best]! - t))
  }
  return {
    found: errors.length,
    missed: wanted.length - errors.length,
    extra: times.length - errors.length,
    mae_ms: errors.reduce((a, b) => a + b, 0) / errors.length,
    worst_ms: Math.max(...errors),
  }
}
