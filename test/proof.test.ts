import { execFileSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionDocument, StatusDocument, StridesDocument } from '@solestream/dashboard-shared'
import type { Side, Stride } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import type { Health } from '@solestream/sessions'
import {
  lacks,
  runSolestream,
  SHARED,
  solestream,
  startInfluxd,
  startSolestream,
  until,
  type Influxd,
  type RunningSolestream,
} from '@solestream/testing'
import { ended, startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreement, type Times } from './proof/strides.ts'
import { cut, keptIn, readWalk, type Kept } from './proof/walk.ts'

const reason = lacks('shared', 'btvirt', 'gcc', 'influxd', 'chromium')
const WALK = `${SHARED}/data/gaitpdb/GaCo02_01.txt`
/** The stretch over which nothing disturbs. */
const STRETCH_S = 31
/** The detector has settled and the newest strides are out: where live and file are compared. */
const FROM_S = 1
const NOTICE_MS = 2000
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

describe.skipIf(reason)(`a real walk, from Bluetooth to database and page${reason ? ` (${reason})` : ''}`, () => {
  let folder: string
  let bluetooth: VirtualBluetooth
  let influxd: Influxd
  let running: RunningSolestream
  let browser: Browser
  let page: Page
  let session: string
  let early: readonly Stride[]
  const insoles: Partial<Record<Side, ChildProcess>> = {}
  const epoch_s = Math.floor(Date.now() / 1000)

  const startInsole = (side: Side): void => {
    insoles[side] = solestream(['insole', '--side', side, '--replay', WALK, '--epoch', String(epoch_s)], { env: bluetooth.envFor(side) })
  }
  const get = async <T>(path: string): Promise<T> => (await fetch(`${running.url.replace(/\/$/, '')}${path}`)).json() as Promise<T>
  const status = (): Promise<StatusDocument> => get<StatusDocument>('/api/v1/status')
  const insole = async (side: Side) => (await status()).insoles.find((i) => i.side === side)
  const strides = async (): Promise<readonly Stride[]> => (await get<StridesDocument>(`/api/v1/sessions/${session}/strides`)).strides
  const shownAs = (side: Side, link: string): string => `[data-side="${side}"][data-link="${link}"]`
  const inInflux = (): Promise<readonly Record<string, unknown>[]> =>
    influxd.query(`SELECT * FROM stride WHERE session = '${session}'`, 'solestream')

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'solestream-proof-'))
    ;[bluetooth, influxd] = await Promise.all([startVirtualBluetooth(), startInfluxd()])
    running = await startSolestream(['--source', 'ble', '--store', 'influxdb', '--data', join(folder, 'data')], {
      env: {
        ...bluetooth.envFor('host'),
        SOLESTREAM_INFLUX_URL: influxd.url,
        SOLESTREAM_INFLUX_USERNAME: influxd.user,
        SOLESTREAM_INFLUX_PASSWORD: influxd.password,
      },
    })
    for (const side of SIDES) startInsole(side)
    const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim()
    browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(running.url)
  })
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    await Promise.all(Object.values(insoles).map((child) => ended(child, 'SIGKILL')))
    await influxd?.stop()
    await bluetooth?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('both insoles stream by themselves, and the page’s button starts the recording', async () => {
    for (const side of SIDES) await page.waitForSelector(shownAs(side, 'streaming'))
    await page.click('.keybar button.main')
    const { recording } = await until(status, (s) => s.recording !== null)
    session = recording?.id ?? ''
    const files = await until(
      async () => readdirSync(join(folder, 'data', 'recordings')),
      (names) => names.length > 0,
    )
    expect(files).toEqual([`${session}.journal`])
  })

  describe(`over the first ${String(STRETCH_S)} s and more`, () => {
    let kept: { readonly [S in Side]: Kept }
    let walk: ReturnType<typeof readWalk>

    beforeAll(async () => {
      walk = readWalk(WALK)
      await until(status, (s) => (s.recording?.seconds ?? 0) > STRETCH_S + 3)
      early = await strides()
      kept = await keptIn(join(folder, 'data', 'recordings', `${session}.journal`), join(folder, 'copy.journal'), walk)
    }, 90_000)

    it('every sample of both feet is in the journal, unchanged', () => {
      for (const side of SIDES) {
        expect(kept[side].samples).toBeGreaterThan(100 * STRETCH_S)
        expect(kept[side].missing).toBe(0)
        expect(kept[side].rows).not.toBeNull()
      }
    })

    it('the live strides are those of analyze --mode online on the same stretch, to 10 ms, left against right too', async () => {
      const rows = SIDES.map((side) => kept[side].rows ?? { first: NaN, last: NaN })
      const first = Math.max(...rows.map((r) => r.first))
      cut(walk, first, Math.min(...rows.map((r) => r.last)), join(folder, 'stretch.txt'))
      const analyzed = await runSolestream(['analyze', join(folder, 'stretch.txt'), '--mode', 'online', '--json'])
      expect(analyzed.code).toBe(0)
      const file = (JSON.parse(analyzed.stdout) as { strides: Times[] }).strides
      const shift_s = shiftOf(early, file)
      const seen = agreement(early, file, shift_s, FROM_S, STRETCH_S)
      expect(seen.expected.left).toBeGreaterThan(20)
      expect(seen.live).toEqual(seen.expected)
      for (const side of SIDES) expect(seen.worst_ms[side]).toBeLessThan(10)
      expect(Math.abs(seen.leftAgainstRight_ms)).toBeLessThan(10)
      expect(seen.sameValidity).toBe(true)
    })

    it('InfluxDB holds them', async () => {
      const points = await until(inInflux, (p) => p.length >= early.length)
      expect(keysOf(points)).toEqual(expect.arrayContaining([...(await keysOfStrides(early))]))
    })

    it('the page shows their count', async () => {
      const shown = async (): Promise<readonly [number, number]> => {
        const before = (await status()).recording?.strides ?? NaN
        const text = await page.textContent('[data-figure="strides"]')
        return [before, Number((text ?? '').replaceAll(/\D/g, ''))]
      }
      const [counted, onPage] = await until(shown, ([a, b]) => a === b)
      expect(onPage).toBe(counted)
      expect(onPage).toBeGreaterThanOrEqual(early.length)
    })
  })

  it('a killed insole is shown within 2 s; restarted, it streams again by itself, and its gap is counted', async () => {
    expect(await insole('left')).toMatchObject({ link: 'streaming', lostSamples: 0 })
    const left = insoles.left
    if (!left) throw new Error('the left insole never started')
    await ended(left, 'SIGKILL')
    const killed = performance.now()
    await Promise.all([
      page.waitForSelector(shownAs('left', 'lost'), { timeout: NOTICE_MS }),
      until(insole.bind(null, 'left'), (i) => i?.link === 'lost').then(() => expect(performance.now() - killed).toBeLessThan(NOTICE_MS)),
    ])
    startInsole('left')
    await page.waitForSelector(shownAs('left', 'streaming'))
    const back = await until(insole.bind(null, 'left'), (i) => i?.link === 'streaming' && i.lostSamples > 0)
    const gap_s = (performance.now() - killed) / 1000
    expect(back?.lostSamples).toBeGreaterThan(100)
    expect(back?.lostSamples).toBeLessThan(100 * (gap_s + 1))
    expect(await insole('right')).toMatchObject({ link: 'streaming', lostSamples: 0 })
  })

  it('an insole that was out of range for seconds has all its samples back, and their strides are there live', async () => {
    const seconds = async (): Promise<number> => (await status()).recording?.seconds ?? NaN
    const from_s = await seconds()
    await bluetooth.silence('right')
    await page.waitForSelector(shownAs('right', 'lost'), { timeout: NOTICE_MS })
    await until(seconds, (now_s) => now_s > from_s + 5)
    await bluetooth.restore('right')
    await page.waitForSelector(shownAs('right', 'streaming'))
    const back = await until(insole.bind(null, 'right'), (i) => i?.lostSamples === 0 && i.recoveredSamples > 0)
    expect(back?.recoveredSamples).toBeGreaterThan(300)
    const away = (all: readonly Stride[]) => all.filter((s) => s.side === 'right' && s.start_s > from_s && s.end_s < from_s + 5)
    const found = away(await until(strides, (all) => away(all).length > 2 && away(all).every((s) => s.excludedBecause !== 'gap')))
    // One after the other, without a hole.
    found.slice(1).forEach((s, i) => expect(s.start_s).toBe(found[i]!.end_s))
  })

  it('at the end InfluxDB holds exactly SQLite’s strides', async () => {
    await page.click('.keybar button.main')
    await until(
      () => get<SessionDocument>(`/api/v1/sessions/${session}`),
      (s) => s.session.ended_utc !== null && s.result?.key.mode === 'offline',
    )
    await until(
      () => get<Health>('/api/health'),
      (h) => h.influx?.state === 'ok' && h.influx.backlog === 0,
    )
    const stored = await strides()
    const points = await inInflux()
    expect(stored.length).toBeGreaterThan(early.length)
    expect(keysOf(points)).toEqual(await keysOfStrides(stored))
    expect((await get<Health>('/api/health')).influx).toMatchObject({ deadLetters: 0 })
  })

  it('ends on SIGTERM with exit code 0 and nothing to complain of', async () => {
    expect(await running.stop()).toBe(0)
    expect(running.stderr()).not.toMatch(/Error|Warning/)
  })

  /** Side, start and figures of each stride, in order: as InfluxDB has them. */
  function keysOf(points: readonly Record<string, unknown>[]): readonly string[] {
    return points.map((p) => key(String(p['side']), Number(p['time']), p['valid'], Number(p['stride_s']), p['stance_s'])).sort()
  }
  /** And as SQLite has them. */
  async function keysOfStrides(of: readonly Stride[]): Promise<readonly string[]> {
    const { session: row } = await get<SessionDocument>(`/api/v1/sessions/${session}`)
    const started_us = Date.parse(row.started_utc) * 1000
    return of.map((s) => key(s.side, started_us + Math.round(s.start_s * 1e6), s.valid, s.stride_s, s.stance_s)).sort()
  }
})

const key = (side: string, time_us: number, valid: unknown, stride_s: number, stance_s: unknown): string =>
  `${side} ${String(time_us)} ${String(valid)} ${stride_s.toFixed(6)} ${typeof stance_s === 'number' ? stance_s.toFixed(6) : 'none'}`

/** How far the session's clock is ahead of the file's: where most strides of both feet fit. */
function shiftOf(live: readonly Times[], file: readonly Times[]): number {
  const guesses = live.slice(0, 6).flatMap((a) => file.slice(0, 6).flatMap((b) => (a.side === b.side ? [a.start_s - b.start_s] : [])))
  const fits = (shift: number): number =>
    file.filter((b) => live.some((a) => a.side === b.side && Math.abs(a.start_s - shift - b.start_s) < 0.02)).length
  return guesses.reduce((best, guess) => (fits(guess) > fits(best) ? guess : best), guesses[0] ?? NaN)
}
