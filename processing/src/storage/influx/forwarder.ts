import type { OutboxCounts, Store } from '../store.ts'
import { StoreFault } from '../storeFault.ts'
import { createInfluxClient } from './client.ts'
import type { InfluxSettings } from './client.ts'
import { InfluxFault } from './fault.ts'
import { createWait } from './wait.ts'
import { createInfluxWriter } from './writer.ts'

export interface InfluxStatus {
  /** 'absent': not reachable; 'refused': there, but sign-in, rights or settings are wrong. Nothing is lost either way. */
  readonly state: 'ok' | 'absent' | 'refused'
  /** Entries that InfluxDB has not yet been told. */
  readonly backlog: number
  readonly deadLetters: number
  /** What was last said against it, for people; null when all is well. */
  readonly detail: string | null
}

export interface InfluxForwarder {
  start(): void
  /** Ends after the call under way; while InfluxDB answers, what waits is written first, for at most `drainWithin_ms` (2000). */
  stop(options?: { readonly drainWithin_ms?: number }): Promise<void>
  status(): InfluxStatus
}

export interface InfluxForwarderOptions extends InfluxSettings {
  readonly store: Store
  /** Longest wait for any one answer. */
  readonly deadline_ms?: number
  /** First and longest pause after a fault; each one is up to twice the one before, with jitter. */
  readonly pause_ms?: readonly [first: number, longest: number]
  /** Pause when InfluxDB refuses. */
  readonly refusedPause_ms?: number
  /** How often InfluxDB is looked for while there is nothing to tell. */
  readonly probeEvery_ms?: number
}

const ENTRIES = 400

/** Tells InfluxDB what the store's outbox holds, in order, for as long as it takes. */
export function createInfluxForwarder(options: InfluxForwarderOptions): InfluxForwarder {
  const { store, deadline_ms = 5000, pause_ms = [250, 15_000], refusedPause_ms = 15_000, probeEvery_ms = 3000 } = options
  const client = createInfluxClient(options, deadline_ms)
  const forward = createInfluxWriter(store, client)
  const wait = createWait()
  let counts: OutboxCounts = { backlog: 0, deadLetters: 0 }
  let state: InfluxStatus['state'] = 'absent'
  let detail: string | null = 'not yet reached'
  let prepared = false
  let faults = 0
  /** Something came since the outbox was last read. */
  let news = false
  let stopBy: number | null = null
  let loop: Promise<void> | null = null

  const endWatch = store.watchOutbox((now) => {
    counts = now
    if (now.backlog === 0) return
    news = true
    wait.wake('news')
  })

  const step = async (): Promise<void> => {
    if (!prepared) await client.prepare()
    prepared = true
    news = false
    const entries = await store.outbox(ENTRIES)
    if (entries.length > 0) await forward(entries)
    else await client.probe()
    state = 'ok'
    detail = null
    faults = 0
    if (entries.length === 0 && !news && stopBy === null) await wait.for(probeEvery_ms, 'news')
  }
  /** Returns how long to pause. */
  const fault = (error: unknown): number => {
    const kind = error instanceof InfluxFault ? error.kind : 'retry'
    detail = error instanceof Error ? error.message : String(error)
    faults++
    // A database that is still missing after we asked for it must be made by an administrator.
    if (kind === 'refused' || (kind === 'no-database' && faults > 1)) state = 'refused'
    else if (kind !== 'no-database' && error instanceof InfluxFault) state = 'absent'
    prepared = false
    if (state === 'refused') return refusedPause_ms
    if (kind === 'no-database') return 0
    const [first, longest] = pause_ms
    return Math.min(longest, first * 2 ** Math.min(faults - 1, 20)) * (0.5 + Math.random() / 2)
  }
  const goesOn = (): boolean => stopBy === null || (state === 'ok' && counts.backlog > 0 && Date.now() < stopBy)
  const run = async (): Promise<void> => {
    while (goesOn()) {
      try {
        await step()
      } catch (error) {
        if (error instanceof StoreFault && error.code === 'stopped') {
          detail = error.message
          return
        }
        await wait.for(fault(error), 'stop')
      }
    }
  }

  return {
    start() {
      loop ??= run()
    },
    async stop({ drainWithin_ms = 2000 } = {}) {
      stopBy ??= Date.now() + drainWithin_ms
      wait.wake('news')
      wait.wake('stop')
      await loop
      endWatch()
      client.close()
    },
    status: () => ({ state, ...counts, detail }),
  }
}
