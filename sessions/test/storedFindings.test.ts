import { beforeEach, describe, expect, it } from 'vitest'
import type { Quality, SessionMeta, Summary } from '@solestream/processing/model'
import { createMemoryStore, type ResultKey, type Store } from '@solestream/processing/storage'
import { storedFindings } from '../src/analyze/storedFindings.ts'

const side = {
  samples: 30_000,
  recoveredSamples: 0,
  lostSamples: 0,
  gaps: [],
  saturatedSamples: 0,
  baselineDrift_percent: 0,
  deadSensors: [],
  coverage_percent: 100,
  rate_Hz: 100,
}
const quality = { sides: { left: side, right: side }, coverage_percent: 100, clockError_ms: null } as unknown as Quality

/** Of 200 strides with a swing time of each foot, and the double support of the left. */
function summaryOf(left_s: number, right_s: number, doubleSupport_percent: number): Summary {
  const statistic = (mean: number) => {
    const half = mean / 500
    return {
      n: 200,
      rejected: 0,
      median: mean,
      mean,
      sd: half,
      cv_percent: 1,
      robustCv_percent: 1,
      ci95: [mean - half, mean + half] as const,
    }
  }
  const index = (100 * (left_s - right_s)) / (0.5 * (left_s + right_s))
  return {
    swing_s: {
      left: statistic(left_s),
      right: statistic(right_s),
      asymmetry_percent: { value: index, ci95: [index - 0.2, index + 0.2], n: 200 },
    },
    doubleSupport_percent: { left: statistic(doubleSupport_percent), right: statistic(doubleSupport_percent) },
  }
}

let store: Store
beforeEach(() => {
  store = createMemoryStore()
})

async function keep(day: number, summary: Summary, about: Partial<SessionMeta> = {}, key: Partial<ResultKey> = {}): Promise<string> {
  const id = `s${day}`
  const started_utc = new Date(Date.UTC(2026, 0, day)).toISOString()
  await store.openSession({
    id,
    started_utc,
    ended_utc: started_utc,
    source: 'csv',
    pseudonym: 'P-1',
    condition: 'shoe A',
    task: 'walk',
    ...about,
  })
  await store.putSummary({ key: { session: id, algorithm: 'gait@1.0.0', mode: 'offline', ...key }, summary, unavailable: {}, quality })
  return id
}
const lookedAt = async (id: string) => storedFindings(store, (await store.getSession(id))!, (await store.summary(id))!)
const found = async (id: string): Promise<string[]> => {
  const { findings } = await lookedAt(id)
  return findings.map(({ rule, foot }) => `${rule} ${foot}`)
}

describe('what stands out in a stored session', () => {
  it('is nothing where the feet are alike and nobody was measured before', async () => {
    expect(await found(await keep(9, summaryOf(0.4, 0.4, 24)))).toEqual([])
  })

  it('is held against the other foot', async () => {
    expect(await found(await keep(9, summaryOf(0.36, 0.42, 24)))).toEqual(['swing-other-side left'])
  })

  it('is held against the person’s own sessions before it, from three on', async () => {
    const today = await keep(9, summaryOf(0.4, 0.4, 30))
    await keep(1, summaryOf(0.4, 0.4, 23.9))
    await keep(2, summaryOf(0.4, 0.4, 24.1))
    expect(await found(today)).toEqual([])
    await keep(3, summaryOf(0.4, 0.4, 24))
    expect(await found(today)).toEqual(['double-support-earlier left', 'double-support-earlier right'])
  })

  it.each<[string, Partial<SessionMeta>, Partial<ResultKey>]>([
    ['another condition', { condition: 'shoe B' }, {}],
    ['another person', { pseudonym: 'P-2' }, {}],
    ['another task', { task: 'run' }, {}],
    ['another version of the algorithms', {}, { algorithm: 'gait@0.9.0' }],
    ['what was live only', {}, { mode: 'online' }],
  ])('is not held against %s', async (_, about, key) => {
    const today = await keep(9, summaryOf(0.4, 0.4, 30))
    for (const day of [1, 2, 3]) await keep(day, summaryOf(0.4, 0.4, 24 + day / 100), about, key)
    expect(await found(today)).toEqual([])
  })

  const atSpeed = (summary: Summary, speed_m_s: number): Summary => ({
    ...summary,
    speed_m_s: { both: { value: speed_m_s, n: 200, ci95: null } },
  })
  it('is not held against walks of another speed, and says how many there were', async () => {
    const today = await keep(9, atSpeed(summaryOf(0.4, 0.4, 30), 1))
    for (const day of [1, 2, 3]) await keep(day, atSpeed(summaryOf(0.4, 0.4, 24 + day / 100), 1.2))
    expect(await found(today)).toEqual([])
    expect((await lookedAt(today)).silent).toContainEqual(
      expect.objectContaining({
        rule: 'double-support-earlier',
        looked: false,
        because: expect.stringContaining('left out: 3 walked') as string,
      }),
    )
    for (const day of [4, 5, 6]) await keep(day, atSpeed(summaryOf(0.4, 0.4, 24 + day / 100), 1.05))
    expect(await found(today)).toEqual(['double-support-earlier left', 'double-support-earlier right'])
  })

  it('is not held against other insoles where the figure depends on them', async () => {
    const archLoadProxy_ratio = (value: number) => ({ left: { value, n: 200, ci95: [value, value] as const } })
    const insoles = (layout: string) =>
      (['left', 'right'] as const).map((side) => ({ side, serial: 'S', layout, regions: [], calibration: null }))
    const today = await keep(9, { archLoadProxy_ratio: archLoadProxy_ratio(0.5) })
    await store.putInsoles(today, insoles('demo-16'))
    for (const day of [1, 2, 3])
      await store.putInsoles(await keep(day, { archLoadProxy_ratio: archLoadProxy_ratio(0.2 + day / 1000) }), insoles('other-8'))
    expect(await found(today)).toEqual([])
    expect((await lookedAt(today)).silent).toContainEqual(
      expect.objectContaining({ rule: 'arch-load-earlier', because: expect.stringContaining('3 with other insoles') as string }),
    )
    for (const day of [4, 5, 6])
      await store.putInsoles(await keep(day, { archLoadProxy_ratio: archLoadProxy_ratio(0.2 + day / 1000) }), insoles('demo-16'))
    expect(await found(today)).toEqual(['arch-load-earlier left'])
  })

  it('is not held against what came later', async () => {
    const today = await keep(1, summaryOf(0.4, 0.4, 30))
    for (const day of [2, 3, 4]) await keep(day, summaryOf(0.4, 0.4, 24 + day / 100))
    expect(await found(today)).toEqual([])
  })

  it('is surer where the session’s insoles were calibrated', async () => {
    const swing = summaryOf(0.4, 0.4, 24).swing_s!
    const gaitLine_ratio = { ...swing, asymmetry_percent: { value: 25, ci95: [24.8, 25.2] as const, n: 200 } }
    const id = await keep(9, { gaitLine_ratio })
    const doubts = async () => {
      const [finding] = (await lookedAt(id)).findings
      expect(finding).toMatchObject({ rule: 'gait-line-other-side' })
      return finding!.doubts
    }
    const calibration = {
      id: 'v1',
      method: 'vendor',
      unit: 'kPa',
      calibrated_utc: '2026-01-01T00:00:00Z',
      tared_utc: null,
      fit: null,
    } as const
    const insole = { serial: 'S', layout: 'demo-16', regions: [] }
    expect(await doubts()).toContain('the insoles are not known to be calibrated')
    await store.putInsoles(id, [
      { ...insole, side: 'left', calibration },
      { ...insole, side: 'right', calibration: null },
    ])
    expect(await doubts()).toContain('the insoles are not known to be calibrated')
    await store.putInsoles(id, [
      { ...insole, side: 'left', calibration },
      { ...insole, side: 'right', calibration },
    ])
    expect(await doubts()).toEqual([expect.stringMatching(/^a bias between the two insoles/)])
  })
})
