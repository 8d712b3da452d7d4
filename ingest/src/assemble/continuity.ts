/** What continuity is judged by. */
export interface Run {
  readonly boot: number
  readonly sequence: number
  readonly tick: number
  readonly period_ticks: number
  readonly n: number
}

/** A sample's number and ticks, both without wrap. */
export interface Place {
  readonly position: number
  readonly tick: number
}

/** Ticks of a gap may be off from its count by half a period, and by this share. */
const RATE_TOLERANCE = 0.002

/** Samples from `place` to a run with this sequence, which may lie before it. */
export const samplesTo = (place: Place, sequence: number): number => (sequence - place.position) | 0

/** The tick that a sample so many periods from `place` should have. */
export const tickAfter = ({ tick }: Place, samples: number, period_ticks: number): number => tick + samples * period_ticks

/**
 * Whether a tick says the same as the sequence about how far it is from `place`. Bluetooth's own check sum lets few wrong bytes through,
 * but one wrong sequence number believed would cost all samples after it.
 */
export function agrees(place: Place, samples: number, tick: number, period_ticks: number): boolean {
  const off = Math.abs(tick - tickAfter(place, samples, period_ticks))
  return off <= period_ticks / 2 + RATE_TOLERANCE * Math.abs(samples) * period_ticks
}

/** The tick nearest to `expected` that has these 32 bits. */
export const nearest = (tick: number, expected: number): number => expected + ((tick - expected) | 0)

/** Ticks say nothing about two samples further apart than this: half a wrap. */
const COMPARABLE_TICKS = 2 ** 31

/** Whether two runs, of which nothing is known but themselves, bear each other out. */
export function confirm(a: Run, b: Run): boolean {
  if (a.boot !== b.boot || a.period_ticks !== b.period_ticks) return false
  const place = { position: a.sequence, tick: a.tick }
  const samples = samplesTo(place, b.sequence)
  const overlap = samples > -b.n && samples < a.n
  if (overlap || Math.abs(samples) * a.period_ticks > COMPARABLE_TICKS) return false
  return agrees(place, samples, nearest(b.tick, tickAfter(place, samples, a.period_ticks)), a.period_ticks)
}
