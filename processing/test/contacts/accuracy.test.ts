import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GaitEvent } from '@solestream/processing/model'
import { lacks, SHARED } from '@solestream/testing'
import { detectIn, gaitnddWalks, gaitpdbWalks, scoreGaitpdb } from './recordings.ts'
import type { GaitpdbScore } from './recordings.ts'

interface Summary {
  readonly foundPercent: number
  readonly extraPercent: number
  readonly icMae: number
  readonly toMae: number
  readonly strideMae: number
  readonly stanceMae: number
  readonly cvError: number
  readonly contactDelayP95: number
  readonly toeOffDelayP95: number
}
interface Scorer {
  readTruth(path: string): unknown
  scoreRecording(truth: unknown, events: readonly GaitEvent[]): object
  summarise(rows: readonly object[]): Summary
}

const reason = lacks('shared')

/** ms, percent, and points of CV: what a detector must at least reach. */
const LEAST = {
  online: { found: 99.8, extra: 0.15, contact: 2.5, off: 4, stride: 3.3, stance: 7, cv: 0.1 },
  offline: { found: 99.8, extra: 0.1, contact: 2.5, off: 4, stride: 3, stance: 7, cv: 0.08 },
} as const

describe.skipIf(reason).each(['online', 'offline'] as const)(`%s contacts on recorded walks${reason ? ` (${reason})` : ''}`, (mode) => {
  describe('single force channels with published events', () => {
    let summary: Summary
    beforeAll(async () => {
      const scorer = (await import(pathToFileURL(`${SHARED}/score/score-events.mjs`).href)) as Scorer
      const rows = gaitnddWalks().map((w) => {
        const plain = `${SHARED}/data/gaitndd/${w.name}.truth.csv`
        return scorer.scoreRecording(scorer.readTruth(existsSync(plain) ? plain : `${plain}.gz`), detectIn(mode, w, 'left'))
      })
      summary = scorer.summarise(rows)
    })
    it('finds the contacts and few others', () => {
      expect(summary.foundPercent).toBeGreaterThanOrEqual(LEAST[mode].found)
      expect(summary.extraPercent).toBeLessThanOrEqual(LEAST[mode].extra)
    })
    it('times contacts and toe-offs', () => {
      expect(summary.icMae).toBeLessThanOrEqual(LEAST[mode].contact)
      expect(summary.toMae).toBeLessThanOrEqual(LEAST[mode].off)
      // below this it would follow the reference's own flaws
      expect(summary.icMae).toBeGreaterThan(1.1)
    })
    it('measures strides and stances', () => {
      expect(summary.strideMae).toBeLessThanOrEqual(LEAST[mode].stride)
      expect(summary.stanceMae).toBeLessThanOrEqual(LEAST[mode].stance)
      expect(summary.cvError).toBeLessThanOrEqual(LEAST[mode].cv)
    })
    if (mode === 'online')
      it('says so within 130 ms (95th percentile)', () => {
        expect(summary.contactDelayP95).toBeLessThanOrEqual(130)
        expect(summary.toeOffDelayP95).toBeLessThanOrEqual(130)
      })
  })

  describe('eight sensors a foot, summed, against a 20 N definition', () => {
    let score: GaitpdbScore
    beforeAll(() => {
      score = scoreGaitpdb(gaitpdbWalks(), (w, side) => detectIn(mode, w, side))
    })
    it('finds the clear contacts, in each walk', () => {
      expect(score.found_percent).toBeGreaterThanOrEqual(mode === 'online' ? 98.5 : 99.5)
      expect(score.extra_percent).toBeLessThanOrEqual(0.5)
      if (mode === 'offline') expect(score.weak).toEqual([])
    })
    it('lies near the definition', () => {
      expect(score.contact_ms).toBeLessThanOrEqual(10)
      expect(score.off_ms).toBeLessThanOrEqual(15)
    })
  })
})
