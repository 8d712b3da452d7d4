import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, rename, rm, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { openRecording, RecordingFault, type Recording } from '@solestream/ingest/recordings'
import { calibrationUse, type SessionInsole, type SessionMeta } from '@solestream/processing/model'
import type { Analysis } from '../analyze/analysis.ts'
import { createSessionInsoles } from '../calibration/sessionInsoles.ts'
import type { OpenFolder } from '../folder/openFolder.ts'
import { analyzeInWorker } from '../run/analyzeInWorker.ts'
import { storeAnalysis } from '../run/storeAnalysis.ts'
import { importedFile, importSettingsFile, type ImportSettings } from './keptRecording.ts'
import { UNKNOWN_DATE, type Imported, type ImportRequest } from './model.ts'

const ID_DIGITS = 20

/**
 * Takes one recording of any known format into the store: its file as it is, its offline result. The session's id is a hash of the file's bytes and
 * of how it is read, so the same is taken once. A file that can't be read is refused and leaves nothing behind.
 */
export async function importOne(asked: ImportRequest, folder: OpenFolder): Promise<Imported> {
  const { file } = asked
  try {
    if (asked.pseudonym !== null && !(await folder.people?.personExists(asked.pseudonym)))
      return refuse(
        file,
        `there is no person ${asked.pseudonym} here`,
        'Add the person on the page of people first, or leave the person out.',
      )
    const recording = await openRecording(file, asked.open)
    const settings: ImportSettings = { open: { ...asked.open, format: recording.format }, inputs: asked.inputs }
    const id = await idOf(file, { ...settings, task: asked.task ?? null })
    const known = await folder.store.getSession(id)
    if (known?.ended_utc && known.current !== null)
      return {
        file,
        outcome: 'already-there',
        session: id,
        strides: known.strides,
        validStrides: known.validStrides,
        notes: notesOn(known, asked),
      }
    const task = asked.task === undefined ? {} : { task: asked.task }
    const analysis = await analyzeInWorker({ file, open: settings.open, options: { mode: 'offline', ...task, ...asked.inputs } })
    await keep(id, asked, recording, settings, analysis, folder)
    const { strides, warnings } = analysis
    return {
      file,
      outcome: 'taken',
      session: id,
      strides: strides.length,
      validStrides: strides.filter((s) => s.valid).length,
      notes: warnings,
    }
  } catch (error) {
    if (error instanceof RecordingFault) return refuse(file, error.message, error.mend)
    return refuse(file, (error as Error).message, (error as { mend?: string }).mend ?? 'Look at the file, then try again.')
  }
}

const refuse = (file: string, why: string, mend: string): Imported => ({ file, outcome: 'refused', why, mend })

/** Who and what was told with the first import stays: a second one with other facts is said, not done. */
function notesOn(known: SessionMeta, { pseudonym, condition }: ImportRequest): string[] {
  const other = (what: string, was: string | null, now: string | null): string[] =>
    now !== null && was !== now ? [`its ${what} stays ${was ?? 'not known'}: erase the session to take it in anew`] : []
  return [...other('person', known.pseudonym, pseudonym), ...other('condition', known.condition, condition)]
}

async function idOf(file: string, settings: object): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings))
  await pipeline(createReadStream(file), hash)
  return `import-${hash.digest('hex').slice(0, ID_DIGITS)}`
}

async function keep(
  id: string,
  asked: ImportRequest,
  recording: Recording,
  settings: ImportSettings,
  analysis: Analysis,
  { data, store, log }: OpenFolder,
): Promise<void> {
  const dated = recording.started_utc ?? asked.recorded_utc
  const started_utc = dated ?? UNKNOWN_DATE
  const meta: SessionMeta = {
    id,
    started_utc,
    ended_utc: null,
    source: `import:${recording.format}${dated === null ? ':undated' : ''}`,
    pseudonym: asked.pseudonym,
    condition: asked.condition,
    task: analysis.task,
  }
  const kept = importedFile(data, id)
  try {
    // Raw first, whole or not at all.
    await copyFile(asked.file, `${kept}.part`)
    await rename(`${kept}.part`, kept)
    await writeFile(importSettingsFile(data, id), JSON.stringify(settings))
    await store.openSession(meta)
    await store.putInsoles(id, insolesOf(recording))
    for (const marker of markersOf(recording)) await store.addMarker(id, marker)
    await storeAnalysis(store, id, analysis)
    await store.closeSession(id, new Date(Date.parse(started_utc) + 1000 * Math.max(0, analysis.lastSample_s)).toISOString())
    await log('session.import', meta)
  } catch (error) {
    await store.deleteSession(id).catch(() => undefined)
    for (const path of [`${kept}.part`, kept, importSettingsFile(data, id)]) await rm(path, { force: true })
    throw error
  }
}

function insolesOf(recording: Recording): readonly SessionInsole[] {
  const insoles = createSessionInsoles()
  for (const record of recording.records?.() ?? []) if (record.type === 'insole') insoles.add(record.info)
  if (insoles.all.length > 0) return insoles.all
  return recording.insoles.map((insole) => ({
    side: insole.side,
    serial: 'unknown',
    layout: insole.layout.id,
    regions: insole.layout.sensors.map(({ region }) => region),
    calibration: calibrationUse(insole),
  }))
}

/** Of the project's own journal; others have none. */
function* markersOf(recording: Recording): Generator<{ readonly time_s: number; readonly label: string }> {
  let origin_s: number | null = null
  for (const record of recording.records?.() ?? []) {
    origin_s ??= record.host_s
    if (record.type === 'marker') yield { time_s: record.host_s - origin_s, label: record.label }
  }
}
