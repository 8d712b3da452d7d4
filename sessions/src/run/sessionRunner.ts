import { compactJournal } from '@solestream/ingest/recordings'
import { createRecoveredFilter, type IngestRecord, type Source } from '@solestream/ingest'
import { GAIT_ALGORITHM } from '@solestream/processing/analysis'
import { algorithmId, type SessionMeta } from '@solestream/processing/model'
import type { ResultKey, Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { ServiceFault } from '../service.ts'
import { caughtUp } from './caughtUp.ts'
import { closeSession } from './closeSession.ts'
import type { InsoleBoard } from './insoleBoard.ts'
import type { TreadmillBoard } from './treadmillBoard.ts'
import type { LiveOutput } from './liveGraph.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'
import { openRecording, type Recording } from './recording.ts'
import { newSessionId } from './sessionId.ts'

/** Sessions in one stream of records, one after the other; between them the stream is only watched. */
export interface SessionRunner {
  take(record: IngestRecord): void
  /** Begins a session in the stream as it is now. Rejects with a ServiceFault. */
  begin(about: Pick<SessionMeta, 'condition' | 'pseudonym'>): Promise<Recording>
  /** Ends it and resolves, with its id, when all of it is stored: the offline result in place of the live one. */
  end(): Promise<string>
  /** Host time of the newest record; 0 before the first. */
  readonly now_s: number
  readonly recording: Recording | null
  readonly pipeline: Pipeline
  /** Is that session being begun, recorded or computed? */
  holds(id: string): boolean
  /** The session that health shows: the one being recorded, else the last one. */
  readonly shown: { readonly id: string; readonly strides: number } | null
  /** Resolves when no session is being computed again. */
  settled(): Promise<void>
}

export interface SessionRunnerOptions {
  readonly source: Pick<Source, 'kind' | 'outstanding'>
  readonly store: Store
  readonly data: DataFolder
  readonly board: InsoleBoard
  readonly treadmill: TreadmillBoard
  onOutput(output: LiveOutput): void
  onDelay(delay_s: number): void
  /** Something a person should see changed. */
  onChange(): void
  onFault(text: string, mend: string): void
}

/** A recording that has ended waits so long for what is still being asked for. */
const RECOVER_MS = 10_000

export function createSessionRunner(options: SessionRunnerOptions): SessionRunner {
  const { store, data, board } = options
  /** Host time of the newest record; null before the first. */
  let newest_s: number | null = null
  let recording: Recording | null = null
  let beginning = false
  let last: { id: string; strides: number } | null = null
  const closing = new Set<Promise<void>>()
  const held = new Set<string>()
  /** Ended, but samples that were lost before its end still come in. */
  const lingering = new Set<Recording>()
  const isRecovered = createRecoveredFilter()

  const onOutput = (output: LiveOutput): void => {
    recording?.take(output)
    options.onOutput(output)
  }
  let pipeline = createPipeline(null, onOutput, options.onDelay)

  /** From now on a fresh graph that knows the insoles; `keep` sees what it is told first. */
  const restart = (keep: (record: IngestRecord) => void): void => {
    pipeline = createPipeline(newest_s, onOutput, options.onDelay)
    for (const record of [...board.preamble(newest_s ?? 0), ...options.treadmill.preamble(newest_s ?? 0)]) {
      keep(record)
      pipeline.take(record)
    }
  }

  const end = async (): Promise<string> => {
    const ended = recording
    if (ended === null) throw new ServiceFault(409, 'Nothing is being recorded.', 'Start a recording first.')
    // The graph's last strides still belong to the session.
    pipeline.end()
    recording = null
    restart(() => undefined)
    last = { id: ended.meta.id, strides: ended.strideCount }
    const file = data.journal(ended.meta.id)
    lingering.add(ended)
    const work = caughtUp(options.source, ended.journalFault === null ? RECOVER_MS : 0)
      .then(() => {
        lingering.delete(ended)
        return ended.finish()
      })
      .then(() => closeSession({ meta: ended.meta, file, duration_s: ended.lastSample_s, store }))
      .then(async (strides) => {
        last = { id: ended.meta.id, strides }
        // Kept for ever, so kept small; the packed file takes the first one's place only when it reads the same.
        await compactJournal(file)
      })
      .catch((error: Error) => {
        options.onFault(
          `Session ${ended.meta.id} could not be computed again after its end: ${error.message} Its raw data and live strides are kept.`,
          'It is tried again at the next start.',
        )
      })
      .finally(() => {
        closing.delete(work)
        held.delete(ended.meta.id)
        options.onChange()
      })
    closing.add(work)
    options.onChange()
    await work
    return ended.meta.id
  }

  return {
    take(record) {
      // Raw first: in the journal before anything looks at it.
      recording?.keep(record)
      if (isRecovered(record)) for (const ended of lingering) ended.keep(record)
      newest_s = Math.max(newest_s ?? -Infinity, record.host_s)
      const changed = board.take(record) || options.treadmill.take(record)
      pipeline.take(record)
      if (changed) options.onChange()
    },
    async begin(about) {
      if (recording !== null || beginning) throw new ServiceFault(409, 'A recording is running already.', 'Stop it first.')
      beginning = true
      const now = new Date()
      const id = newSessionId()
      held.add(id)
      try {
        const meta: SessionMeta = {
          id,
          started_utc: now.toISOString(),
          ended_utc: null,
          source: options.source.kind,
          task: 'walk',
          ...about,
        }
        await store.openSession(meta)
        const algorithm = GAIT_ALGORITHM('online')
        const key: ResultKey = { session: meta.id, algorithm: algorithmId(algorithm), mode: 'online' }
        await store.describeResult(key, algorithm.settings)
        pipeline.end()
        recording = openRecording({
          meta,
          origin_s: newest_s,
          file: data.journal(meta.id),
          store,
          key,
          onJournalFault: (reason) => {
            options.onFault(
              `The recording stopped: ${reason} Everything before it is kept.`,
              'Free disk space, then start a new recording.',
            )
            void end().catch(() => undefined)
          },
        })
        restart(recording.keep)
        options.onChange()
        return recording
      } finally {
        if (recording?.meta.id !== id) held.delete(id)
        beginning = false
      }
    },
    end,
    holds: (id) => held.has(id),
    get now_s() {
      return newest_s ?? 0
    },
    get recording() {
      return recording
    },
    get pipeline() {
      return pipeline
    },
    get shown() {
      return recording ? { id: recording.meta.id, strides: recording.strideCount } : last
    },
    settled: async () => {
      await Promise.all(closing)
    },
  }
}
