import { describe, expect, it } from 'vitest'
import { detect, MODES, random } from './signal.ts'
import type { Mode } from './signal.ts'

const next = random(3)
const noise = (): number => next() + next() + next() - 1.5

/** Channels without steps. */
const QUIET: readonly (readonly [string, (i: number) => number])[] = [
  ['zero', () => 0],
  ['flat', () => 417.5],
  ['missing', () => NaN],
  ['one sample, then missing', (i) => (i === 0 ? 5 : NaN)],
  ['white noise', noise],
  ['slow drift with noise', (i) => i / 100 + noise()],
  ['one step up', (i) => (i > 3000 ? 900 : 0)],
  ['a lone spike', (i) => (i === 3000 ? 900 : 0)],
  ['swaying', (i) => 350 + 30 * Math.sin((2 * Math.PI * 0.31 * i) / 100) + 0.3 * noise()],
  ['swaying, quicker', (i) => 350 + 30 * Math.sin((2 * Math.PI * 0.9 * i) / 100) + 0.3 * noise()],
  ['leaning for a while', (i) => 350 + 200 * Math.max(0, Math.sin((2 * Math.PI * 0.05 * i) / 100)) + noise()],
]

describe.each(Object.keys(MODES) as Mode[])('%s: no events', (mode) => {
  it.each(QUIET)('%s', (_, value) => {
    const n = 6000
    const time_s = Float64Array.from({ length: n }, (_, i) => i / 100)
    const force = Float32Array.from({ length: n }, (_, i) => value(i))
    expect(detect(mode, { time_s, force, contacts: [], offs: [] })).toEqual([])
  })
  it.each([0, 1, 2, 3])('%i samples', (n) => {
    const time_s = Float64Array.from({ length: n }, (_, i) => i / 100)
    expect(detect(mode, { time_s, force: new Float32Array(n).fill(3), contacts: [], offs: [] })).toEqual([])
  })
})
