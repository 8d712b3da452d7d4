import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GaitEvent } from '@solestream/processing/model'
import { cut, detect, MODES, run, walkSignal, whole } from './signal.ts'
import type { Mode, SignalOptions } from './signal.ts'

const walk = fc.record({
  seconds: fc.constant(20),
  rate_Hz: fc.constantFrom(50, 62.5, 100, 200),
  slope_per_s: fc.double({ min: 3, max: 20, noNaN: true }),
  // not 0: what is exactly flat is decided by rounding
  noise: fc.constantFrom(0.0005, 0.002, 0.01),
  spike: fc.constantFrom(0, 1),
  seed: fc.integer({ min: 1, max: 1e6 }),
}) satisfies fc.Arbitrary<SignalOptions>

describe.each(Object.keys(MODES) as Mode[])('%s contacts', (mode) => {
  it('do not depend on how the samples are cut', () => {
    fc.assert(
      fc.property(walk, fc.array(fc.nat(4000), { maxLength: 60 }), fc.array(fc.nat(4000), { maxLength: 4 }), (options, places, gaps) => {
        const signal = walkSignal(options)
        const lost = gaps.map((g) => [g, g + (g % 40)] as const)
        const coarse = run(MODES[mode]('left'), cut(signal, [], lost))
        const fine = run(MODES[mode]('left'), cut(signal, places, lost))
        expect(fine).toEqual(coarse)
      }),
      { numRuns: 30 },
    )
  })

  it('one sample at a time gives the same', () => {
    const signal = walkSignal({ seconds: 30, noise: 0.003, spike: 0.5 })
    const single = cut(
      signal,
      Array.from(signal.time_s, (_, i) => i),
    )
    expect(run(MODES[mode]('left'), single)).toEqual(detect(mode, signal))
  })

  it('take the longer arrays of a pool', () => {
    const signal = walkSignal({ seconds: 20 })
    const n = 1500
    const pooled = { ...whole(signal), n }
    const exact = { n, time_s: signal.time_s.slice(0, n), force: signal.force.slice(0, n), lostBefore: 0 }
    expect(run(MODES[mode]('left'), [pooled])).toEqual(run(MODES[mode]('left'), [exact]))
  })

  it('are the same for the other side', () => {
    fc.assert(
      fc.property(walk, (options) => {
        const signal = walkSignal(options)
        const asLeft = detect(mode, signal, 'right').map((e): GaitEvent => ({ ...e, side: 'left' }))
        expect(asLeft).toEqual(detect(mode, signal, 'left'))
      }),
      { numRuns: 10 },
    )
  })

  it('do not depend on gain and offset', () => {
    fc.assert(
      fc.property(
        walk,
        fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (options, gain, offset) => {
          const plain = detect(mode, walkSignal(options))
          const scaled = detect(mode, walkSignal({ ...options, gain, offset: gain * offset }))
          expect(scaled.map((e) => e.kind)).toEqual(plain.map((e) => e.kind))
          // 32-bit floats: 3e-7 R of rounding
          scaled.forEach((e, i) => {
            expect(Math.abs(e.time_s - plain[i]!.time_s)).toBeLessThan(1e-4)
          })
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('the online detector is causal', () => {
  it('what comes later changes nothing said before', () => {
    const signal = walkSignal({ seconds: 30, noise: 0.003 })
    const all = detect('online', signal)
    for (const n of [50, 100, 115, 130, 160, 200, 700, 1234, 2001]) {
      const machine = MODES.online('left')
      const early = machine.push({ ...whole(signal), n })
      expect(early).toEqual(all.slice(0, early.length))
      const last_s = signal.time_s[n - 1]!
      expect(all.slice(early.length).every((e) => e.detected_s! > last_s)).toBe(true)
    }
  })
})
