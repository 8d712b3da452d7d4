import { beforeEach, describe, expect, it } from 'vitest'
import type { Quality, SessionMeta, Summary } from '@solestream/processing/model'
import { createMemoryStore, type ResultKey, type Store } from '@solestream/processing/storage'
import { storedComparison } from '../src/compare/storedComparison.ts'

const quality = { sides: {}, coverage_percent: 100, clockError_ms: null } as unknown as Quality
let store: Store
beforeEach(() => {
  store = createMemoryStore()
})

const summaryOf = (stance_s: number, speed_m_s?: number): Summary => ({
  stance_s: {
    left: {
      n: 200,
      rejected: 0,
      median: stance_s,
      mean: stance_s,
      sd: 0.01,
      cv_percent: 1,
      robustCv_percent: 1,
      ci95: [stance_s, stance_s],
    },
  },
  ...(speed_m_s === undefined ? {} : { speed_m_s: { both: { value: speed_m_s, n: 200, ci95: null } } }),
})

async function keep(day: number, summary: Summary | null, about: Partial<SessionMeta> = {}, key: Partial<ResultKey> = {}): Promise<string> {
  const id = `s${day}`
  const started_utc = new Date(Date.UTC(2026, 0, day)).toISOString()
  const facts = { id, started_utc, ended_utc: started_utc, source: 'csv', pseudonym: 'P-1', condition: 'shoe A', task: 'walk' as const }
  await store.openSession({ ...facts, ...about })
  if (summary !== null)
    await store.putSummary({ key: { session: id, algorithm: 'gait@1.0.0', mode: 'offline', ...key }, summary, unavailable: {}, quality })
  return id
}

interface Found {
  readonly baselines: readonly { readonly session: string }[]
  readonly speed: object
  readonly changes: readonly { readonly difference: number; readonly beyondDetectable: boolean | null }[]
}
const compare = async (a: string, b: string, speeds: readonly [number | null, number | null] = [null, null]): Promise<Found> =>
  (await storedComparison(store, { a: { id: a, speed_m_s: speeds[0] }, b: { id: b, speed_m_s: speeds[1] } }, '1.2.3')) as unknown as Found
const baselines = async (a: string, b: string): Promise<readonly string[]> => (await compare(a, b)).baselines.map(({ session }) => session)

describe('two stored sessions', () => {
  it('are compared, with what is usual from the person’s own sessions before', async () => {
    for (const [day, stance_s] of [[1, 0.66], [2, 0.662], [3, 0.664]] as const) await keep(day, summaryOf(stance_s)) // prettier-ignore
    await keep(9, summaryOf(0.7), { condition: 'shoe B' })
    const { changes, baselines } = await compare('s3', 's9')
    expect(baselines.map(({ session }) => session)).toEqual(['s3', 's2', 's1'])
    expect(changes.find((change) => Math.abs(change.difference - 0.036) < 1e-6)).toMatchObject({ beyondDetectable: true })
  })

  it('have the same baselines either way round, up to the earlier one', async () => {
    for (const day of [1, 2, 3, 4, 5]) await keep(day, summaryOf(0.66))
    expect(await baselines('s3', 's5')).toEqual(['s3', 's2', 's1'])
    expect(await baselines('s5', 's3')).toEqual(['s3', 's2', 's1'])
  })

  it.each<[string, Partial<SessionMeta>, Partial<ResultKey>]>([
    ['under another condition', { condition: 'shoe B' }, {}],
    ['of another person', { pseudonym: 'P-2' }, {}],
    ['of another task', { task: 'run' }, {}],
    ['computed by another version', {}, { algorithm: 'gait@0.9.0' }],
    ['as it was live', {}, { mode: 'online' }],
  ])('do not take a session %s for usual', async (_, about, key) => {
    await keep(1, summaryOf(0.66), about, key)
    await keep(2, summaryOf(0.66))
    await keep(3, summaryOf(0.66))
    expect(await baselines('s2', 's3')).toEqual(['s2'])
  })

  it('of two people, or of nobody known, have nothing that is usual', async () => {
    await keep(1, summaryOf(0.66))
    await keep(2, summaryOf(0.66), { pseudonym: 'P-2' })
    await keep(3, summaryOf(0.66), { pseudonym: null })
    await keep(4, summaryOf(0.66), { pseudonym: null })
    expect(await baselines('s1', 's2')).toEqual([])
    expect(await baselines('s3', 's4')).toEqual([])
  })

  it('have the speeds that they know, unless a person tells others', async () => {
    await keep(1, summaryOf(0.66, 1))
    await keep(2, summaryOf(0.66, 1.04))
    await keep(3, summaryOf(0.66))
    expect((await compare('s1', 's2')).speed).toEqual({ status: 'matched', a_m_s: 1, b_m_s: 1.04 })
    expect((await compare('s1', 's3')).speed).toEqual({ status: 'unknown', a_m_s: 1, b_m_s: null })
    expect((await compare('s1', 's3', [null, 1.2])).speed).toEqual({ status: 'different', a_m_s: 1, b_m_s: 1.2 })
  })

  it('are not there, or have no result yet: it says which', async () => {
    await keep(1, summaryOf(0.66))
    await keep(2, null)
    expect(await compare('s1', 's7')).toBeNull()
    await expect(compare('s1', 's2')).rejects.toMatchObject({ status: 409, message: 'Session s2 has no result yet, so there is nothing to compare.' }) // prettier-ignore
  })
})
