import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulatedSource } from '@solestream/ingest'
import { METRICS, type MetricName } from '@solestream/processing/model'
import { openSqliteStore, type StoredSummary } from '@solestream/processing/storage'
import { createService, openDataFolder } from '@solestream/sessions'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { createSignIn } from '@solestream/sessions/people'
import { buildApp } from '../src/index.ts'

const SESSIONS = 200
const OTHERS = 2000
const ROUNDS = 50
const PAGE = 'metrics=stance_s,cadence_per_min,doubleSupport_percent&resolution=session'
const MANY = `metrics=${Object.keys(METRICS).slice(0, 20).join(',')}&resolution=day`

/** As large as summaries are: every metric of both feet, and averaged curves. */
function largeSummary(session: string, k: number): StoredSummary {
  const key = { session, algorithm: 'gait@1.0.0', mode: 'offline' } as const
  const noise = (): number => 1 + ((k * 7919) % 101) / 1e4 + 1 / 3
  const statistic = { n: 625, rejected: 11, median: noise(), mean: noise(), sd: noise(), cv_percent: noise(), robustCv_percent: noise(), ci95: [noise(), noise()] } as const // prettier-ignore
  const figure = { value: noise(), n: 625, ci95: [noise(), noise()] } as const
  const one = (name: MetricName): object => {
    const of = METRICS[name].level === 'stride' ? statistic : figure
    return METRICS[name].feet === 'both' ? { both: of } : { left: of, right: of }
  }
  const summary = Object.fromEntries((Object.keys(METRICS) as MetricName[]).map((name) => [name, one(name)]))
  const band = { n: 625, mean: Array.from({ length: 101 }, noise), sd: Array.from({ length: 101 }, noise) }
  const line = { unit: 'mm', x: band, y: band } as const
  return {
    key,
    summary,
    unavailable: {},
    quality: { sides: {}, coverage_percent: 99.9, clockError_ms: null },
    curves: { force: { left: { ...band, unit: 'N' }, right: { ...band, unit: 'N' } }, gaitLine: { left: line, right: line } },
  }
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!

/** Trends over 200 sessions of one person among 2,000 of others, from the request to the answer's last byte. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-bench-'))
  const data = openDataFolder(folder)
  const store = await openSqliteStore({ file: data.database, outbox: false })
  for (let k = 0; k < SESSIONS + OTHERS; k++) {
    const own = k % Math.round((SESSIONS + OTHERS) / SESSIONS) === 0
    const started_utc = new Date(Date.UTC(2024, 0, 1) + k * 8 * 3_600_000).toISOString()
    const pseudonym = own ? 'DEMO-1' : `P-${k % 90}`
    await store.openSession({ id: `s${k}`, started_utc, ended_utc: null, source: 'ble', pseudonym, condition: 'own shoe', task: 'walk' })
    await store.putSummary(largeSummary(`s${k}`, k))
  }
  const people = createMemoryPeople()
  await people.addDemoPeople([{ name: 'made up', birthYear: null, bodyMass_kg: null, shoeSize: null, notes: '' }])
  const service = createService({
    version: 'bench',
    source: createSimulatedSource({ pace: 1 }),
    store,
    data,
    forwarder: null,
    recordAtOnce: false,
  })
  const app = buildApp({
    service,
    people: { store: people, signIn: createSignIn(people) },
    webRoot: null,
    allowedHosts: [],
    insecure: false,
    version: 'bench',
  })
  const bytes = JSON.stringify(await store.summary('s0')).length
  console.log(`${SESSIONS} sessions of one person among ${OTHERS} others, summaries of ${(bytes / 1024).toFixed(0)} KiB`)
  for (const [what, query] of [
    ["the patient's page, 3 metrics", PAGE],
    ['20 metrics by day', MANY],
  ] as const) {
    const times: number[] = []
    let size = 0
    for (let k = 0; k < ROUNDS; k++) {
      const began = performance.now()
      const answer = await app.inject({ url: `/api/v1/people/DEMO-1/trends?${query}`, headers: { host: 'localhost:8420' } })
      times.push(performance.now() - began)
      if (answer.statusCode !== 200) throw new Error(answer.body)
      size = answer.body.length
    }
    const sorted = times.toSorted((a, b) => a - b)
    console.log(
      `${what}: first ${times[0]!.toFixed(1)} ms, median ${quantile(sorted, 0.5).toFixed(1)} ms, p95 ${quantile(sorted, 0.95).toFixed(1)} ms, ${(size / 1024).toFixed(0)} KiB (goal: below 100 ms)`,
    )
  }
  await app.close()
  await service.close()
  await store.close()
  await people.close()
  await rm(folder, { recursive: true })
}
