import { ConfigurationFault } from '../configurationFault.ts'
import type { IngestRecord } from '../record.ts'
import { openRecording } from '../recordings/open.ts'
import type { OpenOptions, Recording } from '../recordings/recording.ts'
import { RecordingFault } from '../recordings/recordingFault.ts'
import type { Source, SourceListener } from '../source.ts'
import { recordingFeeds } from '../virtual/recordingFeed.ts'
import { insoleScript } from './insoleScript.ts'
import { createPacedSource } from './paced.ts'
import type { Pace, Script } from './paced.ts'

export interface ReplayOptions extends OpenOptions {
  readonly file: string
  readonly pace: Pace
}

/**
 * Plays a recording as if its insoles were worn now. A solestream journal gives its records as they were recorded; other formats go
 * through virtual insoles, so that real packets take the same path as live ones.
 */
export function createReplaySource({ file, pace, ...options }: ReplayOptions): Source {
  let script: Script | null = null
  const opened = (): Script => {
    if (script === null) throw new Error('not open')
    return script
  }
  const chosen: Script = {
    async open() {
      const recording = await asConfiguration(() => openRecording(file, options))
      script = recording.records === undefined ? throughInsoles(recording) : asRecorded(recording.records)
      await asConfiguration(() => opened().open())
    },
    nextDue_s: () => opened().nextDue_s(),
    give: (listener) => opened().give(listener),
  }
  return createPacedSource('replay', chosen, pace)
}

/** A file that can't be played ends the start, as a wrong option does. */
async function asConfiguration<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof RecordingFault ? new ConfigurationFault(error.message, error.mend) : error
  }
}

function throughInsoles(recording: Recording): Script {
  if (recording.insoles.length === 0)
    throw new ConfigurationFault(
      `${recording.file} holds a centre of pressure and no insole's samples.`,
      'Analyze it instead, or replay a walk.',
    )
  return insoleScript(() => recordingFeeds(recording).feeds, 'replayed')
}

function asRecorded(records: () => Iterable<IngestRecord>): Script {
  const iterator = records()[Symbol.iterator]()
  let next: IngestRecord | null = null
  let due_s = 0
  const advance = (): void => {
    const result = iterator.next()
    next = result.done === true ? null : result.value
    // records of two insoles may be a moment out of order
    if (next !== null) due_s = Math.max(due_s, next.host_s)
  }
  return {
    open: advance,
    nextDue_s: () => (next === null ? null : due_s),
    give(listener: SourceListener) {
      if (next === null) return
      listener.record(next.type === 'packet' ? { ...next, bytes: next.bytes.slice() } : next)
      advance()
    },
  }
}
