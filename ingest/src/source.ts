import type { Side } from '@solestream/processing/model'
import type { InsoleCommands } from './commands/insoleCommands.ts'
import type { IngestRecord } from './record.ts'

export type SourceKind = 'simulated' | 'ble' | 'replay'
export type SourceState = 'starting' | 'waiting' | 'streaming' | 'lost' | 'ended' | 'failed'

export interface SourceListener {
  /** Called in order, synchronously; never throws. Bytes belong to the listener from now on. */
  record(record: IngestRecord): void
  /** The whole source's state; `mend` says what a person can do. */
  state(state: SourceState, detail: string, mend: string | null): void
  /** Resolves when the listener can take more; a source at full speed awaits it between slices. */
  ready(): Promise<void>
}

/** Looks for a treadmill only while a person wants one. Both are idempotent. */
export interface TreadmillSeeker {
  connect(): void
  disconnect(): Promise<void>
}

/**
 * Where samples come from: live insoles, a recording, a simulated walker. After the source all of them take the same path.
 * `host_s` in records is monotonic, from 0 at start; simulated and replayed sources use sample time instead of the computer's clock.
 */
export interface Source {
  readonly kind: SourceKind
  /** Resolves once running; rejects with a ConfigurationFault only. Later faults are states. */
  start(listener: SourceListener): Promise<void>
  /** Samples of an insole that were lost on the way and may still be had. Absent where nothing is ever lost. */
  outstanding?(side: Side): number
  /** What a person can have done to an insole. Absent where there is none, as in a replay. */
  readonly commands?: InsoleCommands
  /** A treadmill over the same Bluetooth adapter; what it says comes as 'treadmill' and 'belt' records. Absent where there is no Bluetooth. */
  readonly treadmill?: TreadmillSeeker
  /** Idempotent; resolves when nothing more will be said. */
  stop(): Promise<void>
}
