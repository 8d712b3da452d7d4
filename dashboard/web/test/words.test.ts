import { beforeAll, describe, expect, it } from 'vitest'
import { ago, clock, interval, number, signed } from '../src/words/format.ts'
import { lossDetail, lossWords } from '../src/words/loss.ts'
import { routeOf, sessionPath } from '../src/shell/router.ts'
import { speak } from '../src/words/say.ts'

beforeAll(() => speak('en'))

describe('numbers in words', () => {
  it('uses a true minus and never a negative zero', () => {
    expect(number(-3.14, 1)).toBe('\u22123.1')
    expect(number(-0.04, 1)).toBe('0.0')
    expect(signed(2)).toBe('+2.0')
    expect(signed(-0.01)).toBe('0.0')
    expect(interval(-3.5, -2.7, 1)).toBe('\u22123.5 to \u22122.7')
  })
  it('sets thousands apart from five digits on', () => {
    expect(number(1284)).toBe('1284')
    expect(number(1234567.8, 1)).toBe('1\u202f234\u202f567.8')
  })
  it('has a dash for what is not a number', () => expect(number(NaN)).toBe('\u2013'))
  it('tells time', () => {
    expect(clock(252.9)).toBe('04:12')
    expect(clock(3725)).toBe('1:02:05')
    expect([3.9, 150, 7200].map(ago)).toEqual(['3 s', '2 min', '2 h'])
  })
})

describe('router', () => {
  it('knows its pages', () => {
    expect(routeOf('/')).toEqual({ page: 'live' })
    expect(routeOf('/sessions/')).toEqual({ page: 'sessions' })
    expect(routeOf(sessionPath('a b/c'))).toEqual({ page: 'session', id: 'a b/c' })
    expect([routeOf('/me'), routeOf('/live')]).toEqual([{ page: 'me' }, { page: 'live' }])
    expect(routeOf('/people/P-1/view')).toEqual({ page: 'patient', pseudonym: 'P-1' })
    expect([routeOf('/people/P-1/log'), routeOf('/sessions/a/view')]).toEqual([{ page: 'missing' }, { page: 'missing' }])
    expect(routeOf('/nowhere')).toEqual({ page: 'missing' })
    expect(routeOf('/sessions/%E0%A4%A')).toEqual({ page: 'missing' })
    expect(routeOf('/sessions/a/b')).toEqual({ page: 'missing' })
  })
})

describe('loss', () => {
  const counts = { samples: 9900, lostSamples: 100, recoveredSamples: 50, outstandingSamples: 0 }
  it('says what is missing, and what is on its way', () => {
    expect(lossWords(counts)).toBe('loss 1.0 %')
    expect(lossWords({ ...counts, outstandingSamples: 80 })).toBe('loss 1.0 %, recovering 80')
    expect(lossWords({ samples: 0, lostSamples: 0, recoveredSamples: 0, outstandingSamples: 0 })).toBe('loss \u2013 %')
  })
  it('tells the whole of it, and nothing when nothing was lost', () => {
    expect(lossDetail(counts)).toBe('150 samples lost, 50 recovered, 100 missing')
    expect(lossDetail({ ...counts, lostSamples: 0, recoveredSamples: 0 })).toBe('')
  })
})
