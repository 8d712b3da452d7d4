import { beforeAll, describe, expect, it } from 'vitest'
import { KINDS, MODES, scoreWalk, type WalkScore } from './sweepScore.ts'
import { LAYOUT_SIZES, sweepWalks, type SweepWalk } from './sweepWalks.ts'

/** A mean error of a walk, ms: contacts and toe-offs; a fifth of what lies between two samples where that is more. */
const MOST_MS = { 'initial-contact': 3, 'toe-off': 5 } as const
const MOST_OF_SAMPLE = 0.2
/** Foot flat and heel off: all walks together, and as a share of the walk's stance. */
const ROLL_OVER = { f1: 0.998, mean_ms: 6, most_ratio: 0.06 } as const

interface Scored {
  readonly walk: SweepWalk
  readonly score: WalkScore
}

describe.each([
  ['calibrated', false],
  ['raw', true],
] as const)('the sweep over the settings of the simulated walker, %s insoles', (_, raw) => {
  let scored: readonly Scored[]
  beforeAll(() => {
    scored = sweepWalks(96, 11).map((walk) => ({ walk, score: scoreWalk(walk, raw) }))
  }, 180_000)

  it('has every kind of walk and layout', () => {
    for (const size of LAYOUT_SIZES) expect(scored.filter(({ walk }) => walk.sensors === size).length).toBeGreaterThan(5)
    for (const strike of ['heel', 'mid', 'fore', 'toe'])
      expect(scored.filter(({ walk }) => walk.settings.footStrike === strike).length).toBeGreaterThan(10)
    expect(scored.filter(({ walk }) => walk.settings.running).length).toBeGreaterThan(15)
    expect(scored.filter(({ walk }) => walk.settings.pauses !== null).length).toBeGreaterThan(20)
    expect(scored.filter(({ walk }) => walk.loss_ratio > 0).length).toBeGreaterThan(20)
  })

  describe.each(MODES)('%s', (mode) => {
    it.each(['initial-contact', 'toe-off'] as const)('has every %s, no other, and its time', (kind) => {
      const wrong = scored.filter(({ walk, score }) => {
        const most_ms = Math.max(MOST_MS[kind], (1000 * MOST_OF_SAMPLE) / walk.settings.rate_Hz)
        return score[mode][kind].f1 < 0.999 || score[mode][kind].error_ms > most_ms
      })
      expect(wrong.map(({ walk, score }) => JSON.stringify([score[mode][kind], walk]))).toEqual([])
      expect(scored.reduce((sum, { score }) => sum + score[mode][kind].wanted, 0)).toBeGreaterThan(8000)
    })

    it.each(['foot-flat', 'heel-off'] as const)('has nearly every %s and its time where heel and forefoot are told apart', (kind) => {
      let [wanted, found, extra, error_ms] = [0, 0, 0, 0]
      for (const { walk, score } of scored) {
        const one = score[mode][kind]
        if (walk.sensors === 1) continue
        wanted += one.wanted
        found += one.found
        extra += one.extra
        error_ms += one.found * one.error_ms
        const stance_ms = (120_000 * walk.settings.stance_ratio) / walk.settings.cadence_per_min
        expect(one.error_ms, JSON.stringify(walk)).toBeLessThan(Math.max(10, ROLL_OVER.most_ratio * stance_ms))
      }
      expect(wanted).toBeGreaterThan(4000)
      expect((2 * found) / (found + wanted + extra)).toBeGreaterThan(ROLL_OVER.f1)
      expect(error_ms / found).toBeLessThan(ROLL_OVER.mean_ms)
    })

    it('tells no foot flat and no heel off from one sensor, nor of people who walk on their toes', () => {
      const without = scored.filter(({ walk }) => walk.sensors === 1 || walk.settings.footStrike === 'toe')
      expect(without.length).toBeGreaterThan(20)
      for (const { score } of without) for (const kind of KINDS.slice(1, 3)) expect(score[mode][kind]).toMatchObject({ found: 0, extra: 0 })
    })
  })
})
