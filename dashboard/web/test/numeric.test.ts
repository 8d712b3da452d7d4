import { describe, expect, it } from 'vitest'
import { TimedRing } from '../src/numeric/timedRing.ts'
import { median, runningMedian } from '../src/numeric/runningMedian.ts'

describe('TimedRing', () => {
  it('keeps the newest, oldest first', () => {
    const ring = new TimedRing(4, 2)
    expect(ring.newest).toBeNaN()
    for (let i = 0; i < 7; i++) ring.push(i, i * 10, -i)
    const held = Array.from({ length: ring.length }, (_, i) => ring.slot(i))
    expect(held.map((s) => ring.times[s])).toEqual([3, 4, 5, 6])
    expect(held.map((s) => ring.channels[0]![s])).toEqual([30, 40, 50, 60])
    expect(held.map((s) => ring.channels[1]![s])).toEqual([-3, -4, -5, -6])
    expect(ring.newest).toBe(6)
  })

  it('finds a time by halving, across the seam', () => {
    const ring = new TimedRing(5, 0)
    for (let i = 0; i < 8; i++) ring.push(i)
    expect([2, 3, 4.5, 7, 8].map((t) => ring.firstFrom(t))).toEqual([0, 0, 2, 4, 5])
    ring.clear()
    expect(ring.firstFrom(0)).toBe(0)
    expect(ring.length).toBe(0)
  })

  it('refuses to hold nothing', () => expect(() => new TimedRing(0, 1)).toThrow(RangeError))
})

describe('running median', () => {
  it('takes the middle, and the mean of the two middle ones', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([NaN])).toBeNaN()
  })

  it('shrugs off one outlier and keeps the length', () => {
    const values = [1, 1, 1, 9, 1, 1, 1]
    expect(runningMedian(values, 3)).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(runningMedian([], 15)).toEqual([])
  })
})
