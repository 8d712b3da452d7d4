import { SIDES, type GaitEvent, type InsoleDescription, type Side } from '@solestream/processing/model'
import type { ExportFormat, ExportSession, Target } from './model.ts'
import { sampleCells, sampleColumns, type Column } from './tables.ts'

const BIDS_VERSION = '1.10.0'
/** BIDS knows time that is not even as a LATENCY channel; force and pressure are MISC. */
const typeOf = ({ name }: Column): string => (name === 'time_s' ? 'LATENCY' : 'MISC')
const clean = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '')
const subject = ({ about }: ExportSession): string => `sub-${clean(about.pseudonym ?? `nobody${about.session}`)}`
const sessionOf = ({ about }: ExportSession): string => `ses-${clean(about.session)}`
const json = (value: object): string => `${JSON.stringify(value, null, 1)}\n`
const cell = (value: string | number | null): string =>
  value === null || (typeof value === 'number' && !Number.isFinite(value)) ? 'n/a' : String(value)
const tsv = (rows: readonly (readonly (string | number | null)[])[]): string => rows.map((row) => `${row.map(cell).join('\t')}\n`).join('')

/** BIDS-Motion: each foot is a tracking system of its own, for each has its own clock. */
export const bids: ExportFormat = {
  name: 'bids',
  async write(session, target) {
    const { about } = session
    const base = `${subject(session)}/${sessionOf(session)}/motion/${subject(session)}_${sessionOf(session)}_task-${clean(about.task)}`
    const sides = SIDES.filter((side) => session.hasSamples && session.insoles.some((insole) => insole.side === side))
    const files = new Map(sides.map((side) => [side, target.stream(`${base}_tracksys-${side}_motion.tsv`)]))
    const seen = { left: { n: 0, first_s: NaN, last_s: NaN }, right: { n: 0, first_s: NaN, last_s: NaN } }
    const events = await session.run(async (block) => {
      const cells = sampleCells(block)
      const of = seen[block.side]
      if (of.n === 0) of.first_s = block.time_s[0]!
      of.last_s = block.time_s[block.n - 1]!
      of.n += block.n
      // motion.tsv has no header.
      await files.get(block.side)!.write(tsv(Array.from({ length: block.n }, (_, i) => cells.map((c) => c[i] as number))))
    })
    for (const side of sides) {
      await files.get(side)!.end()
      const insole = session.insoles.find((one) => one.side === side)!
      const columns = sampleColumns(session, side)
      await target.text(`${base}_tracksys-${side}_channels.tsv`, channels(columns, side))
      await target.text(`${base}_tracksys-${side}_channels.json`, json(CHANNELS_JSON))
      await target.text(`${base}_tracksys-${side}_motion.json`, json(sidecar(session, insole, columns, seen[side])))
    }
    if (sides.length > 0) {
      await target.text(`${base}_events.tsv`, eventsTsv(events))
      await target.text(`${base}_events.json`, json(EVENTS_JSON))
    }
    await target.text(
      `${subject(session)}/${sessionOf(session)}/${subject(session)}_${sessionOf(session)}_scans.tsv`,
      scans(session, sides, base),
    )
    await target.text(`sourcedata/${about.session}/session.json`, json(about))
  },
  async finish(sessions, target) {
    await wholeSet(sessions, target)
  },
}

const channels = (columns: readonly Column[], side: Side): string =>
  tsv([
    ['name', 'component', 'type', 'tracked_point', 'units', 'description'],
    ...columns.map((c) => [c.name, 'n/a', typeOf(c), `${side}_foot`, c.unit === '' ? 'n/a' : c.unit, c.description]),
  ])

function sidecar(
  { about }: ExportSession,
  insole: InsoleDescription,
  columns: readonly Column[],
  seen: { n: number; first_s: number; last_s: number },
): object {
  const one = about.insoles.find(({ side }) => side === insole.side)
  return {
    TaskName: about.task,
    TaskDescription: `${about.task} on pressure insoles`,
    SamplingFrequency: insole.rate_Hz,
    SamplingFrequencyEffective: seen.n > 1 ? (seen.n - 1) / (seen.last_s - seen.first_s) : insole.rate_Hz,
    MotionChannelCount: columns.length,
    MISCChannelCount: columns.filter((c) => typeOf(c) === 'MISC').length,
    LATENCYChannelCount: 1,
    RecordingDuration: seen.last_s - seen.first_s,
    TrackedPointsCount: 1,
    TrackingSystemName: `insole-${insole.side}`,
    MissingValues: 'n/a',
    SoftwareVersions: `solestream ${about.software.version}, ${about.algorithm.id}`,
    ...(one?.serial ? { DeviceSerialNumber: one.serial } : {}),
    solestream: {
      calibration: one?.calibration ?? null,
      layout: insole.layout.id,
      quality: about.quality.sides[insole.side] ?? null,
      clockError_ms: about.quality.clockError_ms,
    },
  }
}

const eventsTsv = (events: readonly GaitEvent[]): string =>
  tsv([['onset', 'duration', 'trial_type', 'side', 'confidence'], ...events.map((e) => [e.time_s, 0, e.kind, e.side, e.confidence])])

const scans = ({ about }: ExportSession, sides: readonly Side[], base: string): string =>
  tsv([
    ['filename', 'acq_time'],
    ...sides.map((side) => [
      `motion/${base.slice(base.lastIndexOf('/') + 1)}_tracksys-${side}_motion.tsv`,
      about.dates === 'not known' ? 'n/a' : about.started_utc,
    ]),
  ])

async function wholeSet(sessions: readonly ExportSession[], target: Target): Promise<void> {
  const software = sessions[0]?.about.software ?? { name: 'solestream', version: '0' }
  await target.text(
    'dataset_description.json',
    json({
      Name: 'Gait on pressure insoles',
      BIDSVersion: BIDS_VERSION,
      DatasetType: 'raw',
      GeneratedBy: [{ Name: software.name, Version: software.version }],
    }),
  )
  await target.text(
    'README',
    'Recordings of pressure insoles, exported by solestream. sourcedata/ID/session.json has calibration, settings, quality and what was left out.\n',
  )
  const people = [...new Set(sessions.map(subject))].sort()
  await target.text('participants.tsv', tsv([['participant_id'], ...people.map((one) => [one])]))
  await target.text('participants.json', json({ participant_id: { Description: 'pseudonym' } }))
}

const CHANNELS_JSON = {
  tracked_point: { Description: 'the foot that the insole is under' },
  description: { Description: 'what the channel is, with axis and sign' },
}
const EVENTS_JSON = {
  trial_type: {
    Description: 'gait event',
    Levels: { 'initial-contact': 'foot strike', 'foot-flat': 'forefoot loaded', 'heel-off': 'heel unloaded', 'toe-off': 'foot off' },
  },
  side: { Description: 'left or right' },
  confidence: { Description: '0 to 1; below 0.5 bracketed by a gap or otherwise doubtful' },
}
