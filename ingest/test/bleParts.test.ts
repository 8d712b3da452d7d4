import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MISSING } from '@solestream/firmware-protocol'
import { recordingFeed } from '@solestream/ingest/peripheral'
import { feedSamples } from '@solestream/ingest/virtual'
import { lacks, SHARED } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBackoff } from '../src/ble/backoff.ts'
import { createHostClock } from '../src/ble/hostClock.ts'
import { loadNoble } from '../src/ble/loadNoble.ts'
import { RadioUnavailable } from '../src/ble/radio.ts'
import { unavailable } from '../src/ble/unavailable.ts'
import { advertisedName, advertisingData } from '../src/peripheral/advertisement.ts'
import { createPacer } from '../src/peripheral/pacer.ts'

describe('back-off', () => {
  it('doubles up to its longest, within a quarter of chance, and begins anew', () => {
    const low = createBackoff(500, 4000, () => 0)
    const high = createBackoff(500, 4000, () => 1)
    expect([1, 2, 3, 4, 5].map(() => low.next())).toEqual([375, 750, 1500, 3000, 3000])
    expect([1, 2, 3, 4, 5].map(() => high.next())).toEqual([625, 1250, 2500, 5000, 5000])
    low.reset()
    expect(low.next()).toBe(375)
  })
})

describe('the host clock', () => {
  it('goes on through sleep and says how long it was', () => {
    let awake_s = 100
    let all_s = 1000
    const clock = createHostClock(
      () => awake_s,
      () => all_s,
    )
    awake_s += 5
    all_s += 5
    expect(clock.slept_s()).toBe(0)
    expect(clock.now_s()).toBe(5)
    awake_s += 1
    all_s += 61
    expect(clock.slept_s()).toBe(60)
    expect(clock.now_s()).toBe(66)
    expect(clock.slept_s()).toBe(0)
  })

  it('takes no jitter for sleep', () => {
    let all_s = 1000
    const clock = createHostClock(
      () => 100,
      () => all_s,
    )
    all_s += 1.5
    expect(clock.slept_s()).toBe(0)
    expect(clock.now_s()).toBe(0)
  })
})

describe('what is missing is said with its mend', () => {
  it.each([
    [{ code: 'EAFNOSUPPORT', message: 'Address family not supported' }, /no Bluetooth/, /--source simulated/],
    [{ code: 'EPERM', message: 'EPERM' }, /may not be used/, /setcap cap_net_raw/],
    [{ code: 'ERR_MODULE_NOT_FOUND', message: 'Cannot find package' }, /not installed/, /npm ci/],
    [{ code: 'MODULE_NOT_FOUND', message: 'Could not locate the bindings file' }, /native part/, /npm rebuild/],
    [{ message: 'No native build was found' }, /native part/, /npm rebuild/],
    [{ message: 'something else' }, /something else/, /doctor/],
  ])('%o', (error, detail, mend) => {
    const said = unavailable(error, '@abandonware/noble')
    expect(said.detail).toMatch(detail)
    expect(said.mend).toMatch(mend)
  })

  it('also for the real noble on this computer, where it can’t be had', async () => {
    await loadNoble().then(
      (noble) => expect(noble).toHaveProperty('startScanning'),
      (error: unknown) => {
        expect(error).toBeInstanceOf(RadioUnavailable)
        expect((error as RadioUnavailable).mend).not.toBe('')
      },
    )
  })
})

describe('the advertisement', () => {
  it('is that of PROTOCOL.md', () => {
    const name = advertisedName('left', 'SN-2026/00012345')
    expect(name).toBe('sole-L-00012345')
    const { advertisement, scanResponse } = advertisingData(name)
    expect(advertisement.toString('hex')).toBe('0201061107c8a1acaa413327a868423fc80000c98a')
    expect(scanResponse.toString('latin1')).toBe(`\u0010\u0009${name}`)
  })
})

describe('the pacer', () => {
  it('acts on time by one clock: what comes late delays nothing after it', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const start = performance.now()
      let stood_s = 0
      const now_s = (): number => (performance.now() - start) / 1000 + stood_s
      const acts: number[] = []
      const pacer = createPacer(
        now_s,
        () => (acts.length < 10 ? (acts.length + 1) * 0.02 : null),
        (now) => {
          acts.push(now)
          // The third act takes as long as one and a half others.
          if (acts.length === 3) stood_s = 0.03
        },
      )
      pacer.wake()
      vi.advanceTimersByTime(1000)
      const late = acts.map((at, i) => at - ([0.02, 0.04, 0.06, 0.09, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2][i] ?? NaN))
      expect(late).toHaveLength(10)
      // Timers have whole milliseconds.
      for (const s of late) expect(s >= -1e-9 && s < 0.0021).toBe(true)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a recording as the feed of a virtual insole', () => {
  let dir: string
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'solestream-feed-'))
  })
  afterAll(() => rmSync(dir, { recursive: true }))

  async function read(file: string, side: 'left' | 'right', n: number) {
    const feed = await recordingFeed(file, side)
    const into = feedSamples(feed.sensors, n)
    return { feed, into, given: feed.read(n, into) }
  }

  it('keeps every value to the half of its step, negative ones too', async () => {
    const file = join(dir, 'a.csv')
    const rows = Array.from({ length: 50 }, (_, i) => `${(i * 0.01).toFixed(2)},${(-1.25 + i).toFixed(3)},${(i * 0.125).toFixed(3)},7`)
    writeFileSync(file, ['time_s,left_1,left_2,right_1', ...rows, ''].join('\n'))
    const { feed, into, given } = await read(file, 'left', 100)
    expect(given).toBe(50)
    const { offset, scale } = feed.layout
    for (let i = 0; i < 50; i++) {
      expect(into.time_s[i]).toBeCloseTo(i * 0.01, 9)
      expect(Math.abs(offset + scale * (into.counts[2 * i] ?? NaN) - (-1.25 + i))).toBeLessThanOrEqual(scale / 2 + 1e-9)
      expect(Math.abs(offset + scale * (into.counts[2 * i + 1] ?? NaN) - i * 0.125)).toBeLessThanOrEqual(scale / 2 + 1e-9)
    }
    expect(into.counts.includes(MISSING)).toBe(false)
    expect(feed.read(1, into)).toBe(0)
  })

  it('leaves out what is before a time', async () => {
    const file = join(dir, 'b.csv')
    writeFileSync(file, ['time_s,left_1', ...Array.from({ length: 20 }, (_, i) => `${(i * 0.05).toFixed(2)},${String(i)}`), ''].join('\n'))
    const feed = await recordingFeed(file, 'left')
    expect(feed.skipTo(0.5)).toBe(10)
    const into = feedSamples(1, 1)
    feed.read(1, into)
    expect([into.time_s[0], into.counts[0], into.sequence[0]]).toEqual([0.5, 10, 10])
  })

  it('a foot that is not there is said', async () => {
    await expect(recordingFeed(join(dir, 'b.csv'), 'right')).rejects.toThrow(/has no right foot/)
  })

  const reason = lacks('shared')
  it.skipIf(reason)(`a real walk exactly: gaitpdb’s two decimals${reason ? ` (${reason})` : ''}`, async () => {
    const { feed, into, given } = await read(`${SHARED}/data/gaitpdb/GaCo02_01.txt`, 'right', 20_000)
    expect(given).toBe(12_119)
    expect(feed.layout.scale).toBeCloseTo(0.01, 9)
    expect(feed.layout.offset).toBe(0)
    // Its first row.
    expect([...into.counts.subarray(0, 8)]).toEqual([3333, 3047, 4070, 5654, 1375, 11099, 6545, 5511])
  })
})
