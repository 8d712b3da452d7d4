import { Subject } from 'rxjs'
import { createAssembler, createSimulatedSource, type IngestRecord, type Source, type SourceState } from '@solestream/ingest'
import { createWalker } from '@solestream/ingest/virtual'
import { gait, type GaitInput } from '@solestream/processing/graph'
import type { GaitEvent, Mode } from '@solestream/processing/model'
import { describeInsole } from '../run/pipeline.ts'
import { score, type Score } from './score.ts'
import type { SelftestWalk } from './walks.ts'

export const SELFTEST_MODES = ['online', 'offline'] as const satisfies readonly Mode[]
/** The detector learns a foot's range from its first steps; the last event needs samples behind it. */
export const LEARNING_S = 3
const TAIL_S = 0.5

/**
 * One simulated walk through the parts that a live session goes through: packets as on the air, decode, clock, blocks, the graph; online
 * and offline from the same packets, each scored against the walker's exact truth. `onTime` hears how far it is, in seconds of walking.
 */
export async function runWalk(
  walk: SelftestWalk,
  seconds: number,
  onTime: (time_s: number) => void = () => undefined,
): Promise<{ readonly [M in Mode]: Score }> {
  const settings = { ...walk.walker, duration_s: seconds }
  const events: Record<Mode, GaitEvent[]> = { online: [], offline: [] }
  const inputs = new Subject<GaitInput>()
  for (const mode of SELFTEST_MODES)
    inputs.pipe(gait({ mode, task: walk.task })).subscribe((output) => {
      if (output.type === 'event') events[mode].push(output.event)
    })

  const assembler = createAssembler({ origin_s: 0 })
  await played(createSimulatedSource({ pace: 'max', walker: settings }), (record) => {
    if (record.type === 'insole') inputs.next({ type: 'insole', insole: describeInsole(record.info) })
    for (const block of assembler.push(record)) inputs.next(block)
    onTime(record.host_s)
  })
  for (const block of assembler.end()) inputs.next(block)
  inputs.complete()

  const truth = createWalker(settings).truth(seconds)
  const window = [LEARNING_S, seconds - TAIL_S] as const
  return { online: score(truth, events.online, window), offline: score(truth, events.offline, window) }
}

/** Resolves when the source has given all it has. */
function played(source: Source, record: (record: IngestRecord) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const state = (next: SourceState, detail: string): void => {
      if (next === 'ended') resolve()
      else if (next === 'failed') reject(new Error(`the simulated walk failed: ${detail}`))
    }
    // Signals and the progress bar have their turn between slices.
    const ready = (): Promise<void> => new Promise((goOn) => setImmediate(goOn))
    source.start({ record, state, ready }).catch(reject)
  })
}
