import type { InsoleDescription, SampleBlock, Side } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'

/** Repeatable numbers in 0..1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export interface WalkOptions {
  readonly seconds: number
  readonly seed?: number
  readonly sensors?: number
  readonly rate_Hz?: number
  /** Mean stride time, the same for both feet. */
  readonly stride_s?: number
  /** Standard deviation of stride times as a share. */
  readonly variability_ratio?: number
  /** Share of the stride on the ground. */
  readonly stance_ratio?: Readonly<Record<Side, number>>
  /** [from_s, to_s) in which the person stands on both feet. */
  readonly pause?: readonly [number, number]
  /** [from_s, to_s) in which strides take this many times longer. */
  readonly slow?: readonly [number, number, number]
  readonly noise?: number
  readonly calibrated?: boolean
}

export interface Foot {
  readonly side: Side
  readonly n: number
  readonly sensors: number
  readonly time_s: Float64Array
  /** Shape [n][sensors]. */
  readonly rows: Float32Array
  readonly truth: { readonly contacts_s: readonly number[]; readonly offs_s: readonly number[] }
  readonly insole: InsoleDescription
}

export type TwoFeet = Readonly<Record<Side, Foot>>

export function insole(
  side: Side,
  sensors: number,
  options: { readonly rate_Hz?: number; readonly calibrated?: boolean } = {},
): InsoleDescription {
  return {
    side,
    sensors,
    rate_Hz: options.rate_Hz ?? 100,
    layout: {
      id: `test-${sensors}`,
      side,
      geometry: 'mm',
      length_mm: 260,
      width_mm: 90,
      unit: 'raw',
      offset: 0,
      scale: 1,
      fullScale: 4095,
      sensors: Array.from({ length: sensors }, (_, k) => ({
        x_mm: ((k % 3) - 1) * 25,
        y_mm: 10 + (k * 240) / sensors,
        area_mm2: 150,
        region: 'unknown' as const,
      })),
      outline: [],
    },
    calibration: options.calibrated
      ? {
          id: 'bench-1',
          method: 'bench',
          unit: 'kPa',
          calibrated_utc: '2026-01-01T00:00:00Z',
          temperature_C: null,
          zero: new Array<number>(sensors).fill(0),
          gain: new Array<number>(sensors).fill(0.1),
        }
      : null,
  }
}

/** A walk of two feet: loads travel from heel to toe, contacts and toe-offs are known. */
export function walk(options: WalkOptions): TwoFeet {
  return { left: foot('left', options), right: foot('right', options) }
}

function foot(side: Side, o: WalkOptions): Foot {
  const { seconds, seed = 1, sensors = 4, rate_Hz = 100, stride_s = 1.1, variability_ratio = 0.02, noise = 2 } = o
  const stance = o.stance_ratio?.[side] ?? 0.62
  const n = Math.round(seconds * rate_Hz)
  // Both feet share their strides, half a stride apart: chance per stride, not per foot
  const pace = chance(seed)
  const contacts_s: number[] = []
  const offs_s: number[] = []
  let t = side === 'left' ? 0.4 : 0.4 + stride_s / 2
  while (t < seconds) {
    let length = stride_s * (1 + variability_ratio * 2 * (pace() + pace() + pace() - 1.5))
    if (o.slow && t >= o.slow[0] && t < o.slow[1]) length *= o.slow[2]
    const stop = o.pause && t < o.pause[0] && t + length >= o.pause[0]
    contacts_s.push(t)
    const off = stop ? o.pause[1] + (side === 'left' ? 0 : stride_s / 2) : t + stance * length
    offs_s.push(off)
    t = stop ? off + (1 - stance) * length : t + length
  }
  const jitter = chance(seed + (side === 'left' ? 17 : 71))
  const rows = new Float32Array(n * sensors)
  const time_s = new Float64Array(n)
  let at = -1
  for (let i = 0; i < n; i++) {
    const now = i / rate_Hz
    time_s[i] = now
    while (at + 1 < contacts_s.length && contacts_s[at + 1]! <= now) at++
    const start = contacts_s[at] ?? Infinity
    const end = offs_s[at] ?? -Infinity
    const phase = (now - start) / (end - start)
    const edge = Math.min(1, (now - start) / 0.05, (end - now) / 0.05)
    for (let k = 0; k < sensors; k++) {
      const centre = sensors === 1 ? phase : 0.1 + (0.8 * k) / (sensors - 1)
      const bump = end - start > 2 ? 0.7 : Math.max(0.15, 1 - ((phase - centre) / 0.5) ** 2)
      const load = now >= start && now < end ? 2000 * bump * edge : 0
      rows[i * sensors + k] = Math.round(load + noise * jitter())
    }
  }
  return { side, n, sensors, time_s, rows, truth: { contacts_s, offs_s }, insole: insole(side, sensors, o) }
}

/** The samples [from, to) of a foot as one block. */
export function block(f: Foot, from: number, to: number, lostBefore = 0): SampleBlock {
  const n = to - from
  const counts = new Float32Array(n * f.sensors)
  for (let k = 0; k < f.sensors; k++) for (let i = 0; i < n; i++) counts[k * n + i] = f.rows[(from + i) * f.sensors + k]!
  return {
    side: f.side,
    sequence: from,
    n,
    sensors: f.sensors,
    time_s: f.time_s.slice(from, to),
    counts,
    imu: null,
    lostBefore,
    saturated: 0,
    recovered: false,
  }
}

/** A foot cut into blocks of these lengths, over and over; `missing`: [from, to) sample ranges that were lost. */
export function cut(f: Foot, lengths: readonly number[], missing: readonly (readonly [number, number])[] = []): SampleBlock[] {
  const blocks: SampleBlock[] = []
  let lost = 0
  for (let from = 0, b = 0; from < f.n; b++) {
    const gap = missing.find(([a, z]) => from >= a && from < z)
    if (gap) {
      lost += gap[1] - from
      from = gap[1]
      continue
    }
    const next = Math.min(...missing.map(([a]) => a).filter((a) => a > from), f.n)
    const to = Math.min(from + lengths[b % lengths.length]!, next)
    blocks.push(block(f, from, to, lost))
    lost = 0
    from = to
  }
  return blocks
}

/** Both feet's blocks in the order in which they would be complete; `delay_s` holds a foot back. */
export function interleave(feet: readonly (readonly SampleBlock[])[], delay_s: readonly number[] = [0, 0]): SampleBlock[] {
  const due = (b: SampleBlock, foot: number) => b.time_s[b.n - 1]! + delay_s[foot]!
  return feet
    .flatMap((blocks, foot) => blocks.map((b) => ({ b, at: due(b, foot), foot })))
    .sort((a, b) => a.at - b.at || a.foot - b.foot)
    .map(({ b }) => b)
}

/** Packets of `length` samples of both feet in turn. */
export const packets = (feet: TwoFeet, length: number): SampleBlock[] => interleave(SIDES.map((side) => cut(feet[side], [length])))
export const insoles = (feet: TwoFeet): InsoleDescription[] => SIDES.map((side) => feet[side].insole)
