import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeedbackDocument } from '@solestream/dashboard-shared'
import { GOAL_IDS, GOALS } from '../src/feedback/goals.ts'
import { BAND_PART, markOf, shownOf } from '../src/feedback/mark.ts'
import { ScreenDelay } from '../src/feedback/screenDelay.ts'
import { markerWords } from '../src/words/marker.ts'
import { readNumber } from '../src/words/readNumber.ts'
import { speak } from '../src/words/say.ts'

describe('the mark', () => {
  const [left, right] = [(1 - BAND_PART) / 2, (1 + BAND_PART) / 2]
  it('stands at the edges of the band at its edges, which belong to it', () => {
    const plan = { goal: 'cadence', low: 100, high: 110 } as const
    expect(markOf(100, plan)).toEqual({ place: left, where: 'inside' })
    expect(markOf(105, plan)).toEqual({ place: 0.5, where: 'inside' })
    expect(markOf(110, plan)).toEqual({ place: right, where: 'inside' })
    expect(markOf(99.9, plan).where).toBe('below')
    expect(markOf(500, plan)).toEqual({ place: 1, where: 'above' })
  })
  it('goes to the left where the left foot has more', () => {
    const plan = { goal: 'load-symmetry', low: -5, high: 5 } as const
    expect(markOf(5, plan)).toEqual({ place: left, where: 'inside' })
    expect(markOf(20, plan)).toEqual({ place: 0, where: 'above' })
    expect(GOALS['load-symmetry'].above).toBe('feedback.moreLeft')
  })
  it('is inside the drawn band exactly where the value is inside the band', () => {
    const number = fc.double({ min: -300, max: 300, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom(...GOAL_IDS),
        number,
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        number,
        (goal, low, width, value) => {
          const { place, where } = markOf(value, { goal, low, high: low + width })
          expect(place).toBeGreaterThanOrEqual(0)
          expect(place).toBeLessThanOrEqual(1)
          const drawn = place >= left - 1e-9 && place <= right + 1e-9
          if (where === 'inside') expect(drawn).toBe(true)
          else if (Math.abs(value - low) > 1e-6 && Math.abs(value - low - width) > 1e-6) expect(drawn).toBe(false)
        },
      ),
    )
  })
})

describe('what the patient’s screen shows', () => {
  const of = (shown: boolean, value: number | null, done = false): FeedbackDocument => ({
    plan: { goal: 'cadence', side: null, low: 100, high: 110, tone: true, fading: 'faded', block_s: 60 },
    blocks: [{ step: 'full', shown, strides: 0, inside: 0 }],
    left_s: 60,
    done,
    value,
    unavailable: null,
  })
  it('is the mark in blocks with feedback only, while data come', () => {
    expect(shownOf(of(true, 104), false)).toBe('mark')
    expect(shownOf(of(true, null), false)).toBe('first')
    expect(shownOf(of(false, 104), false)).toBe('off')
    expect(shownOf(of(true, 104), true)).toBe('lost')
    expect(shownOf(of(true, 104, true), true)).toBe('done')
    expect(shownOf(null, true)).toBe('wait')
  })
})

describe('the delay of the screen', () => {
  it('adds the way to the server, half of the round trip, and the time until the frame after the one that drew', () => {
    const delay = new ScreenDelay()
    expect(delay.delay(20)).toBe(null)
    delay.roundTrip(4)
    // At 60 frames a second; each message comes 5 ms before a frame, which draws it: it is on the screen 16 ms after that.
    for (let k = 0; k < 100; k++) {
      delay.arrived(16 * k - 5)
      delay.frame(16 * k)
    }
    expect(delay.delay(null)).toBe(null)
    expect(delay.delay(20)!.screen_s).toBeCloseTo((20 + 2 + 21) / 1000, 9)
    expect(delay.delay(20)!.step_s).toBeNaN()
    delay.event({ time_s: 1, detected_s: 1.06 })
    delay.event({ time_s: 2 })
    expect(delay.delay(20)!.step_s).toBeCloseTo(0.06, 9)
  })
  it('counts nothing for frames of the screen without new samples', () => {
    const delay = new ScreenDelay()
    delay.roundTrip(0)
    delay.arrived(0)
    for (let k = 1; k < 10; k++) delay.frame(16 * k)
    expect(delay.delay(0)!.screen_s).toBeCloseTo(0.032, 9)
  })
})

describe('words', () => {
  it('say the markers of blocks in the language of the page', async () => {
    await speak('de')
    expect(markerWords('feedback cadence shown (full)')).toBe('Feedback gezeigt: Kadenz (immer gezeigt)')
    await speak('en')
    expect(markerWords('feedback cadence hidden (after)')).toBe('feedback hidden: Cadence (after, without)')
    expect(markerWords('feedback done')).toBe('feedback done')
    expect(markerWords('feedback of mine shown (full)')).toBe('feedback of mine shown (full)')
  })
  it('are numbers in either language', () => {
    expect(['5', ' \u22125,5 ', '-1.25'].map(readNumber)).toEqual([5, -5.5, -1.25])
    expect(['', 'x', '1,2,3'].map(readNumber)).toEqual([NaN, NaN, NaN])
  })
})
