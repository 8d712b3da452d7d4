import { parentPort, workerData } from 'node:worker_threads'
import type { FromWorker, ToWorker, WorkerSettings } from './sqlite/messages.ts'
import { hold } from './sqlite/hold.ts'
import { STORE_DATABASE } from './sqlite/migrations.ts'
import { openDatabase } from './sqlite/open.ts'
import { storeFault } from './sqlite/faults.ts'
import { createSqliteState } from './sqlite/state.ts'
import { writes } from './syncStore.ts'
import { failed, refusedWith } from './thread/answer.ts'
import type { Answer } from './thread/calls.ts'

/**
 * SQLite is synchronous, so it has a thread of its own. Calls that wait together are written in one transaction and answered after its
 * commit; where one of them is wrong use each is tried alone, so that it costs no other.
 */
const port = parentPort
if (port === null) throw new Error('runs as a worker only')
const { file, outbox, alone: recordsAlone } = workerData as WorkerSettings
const say = (message: FromWorker): void => port.postMessage(message)

function serve(): void {
  const held = recordsAlone ? hold(file) : null
  const db = openDatabase(file, STORE_DATABASE)
  const state = createSqliteState(db, outbox)
  db.transaction(() => state.queueUnpublished()).immediate()
  say({ type: 'open', told: state.outboxCounts() })

  const call = ({ id, method, args }: ToWorker): Answer => {
    const value = (state[method] as (...args: readonly unknown[]) => unknown)(...args)
    return { id, ok: true, value }
  }
  const together = db.transaction((calls: readonly ToWorker[]): readonly Answer[] => calls.map(call))
  const alone = (message: ToWorker): Answer => {
    try {
      return writes(message.method) ? (together.immediate([message])[0] as Answer) : call(message)
    } catch (error) {
      return failed(message.id, error, file)
    }
  }
  const all = (calls: readonly ToWorker[]): readonly Answer[] => {
    if (calls.length > 1 && calls.every((c) => writes(c.method))) {
      try {
        return together.immediate(calls)
      } catch (error) {
        if (storeFault(error, file)) return calls.map(({ id }) => failed(id, error, file))
        // One of them is wrong use: each alone, below.
      }
    }
    return calls.map(alone)
  }

  let waiting: ToWorker[] = []
  /** In order: stretches of writes are committed together, reads see every write before them. */
  const drain = (): void => {
    const calls = waiting
    waiting = []
    const answers: Answer[] = []
    for (let from = 0; from < calls.length;) {
      let to = from + 1
      const kind = writes((calls[from] as ToWorker).method)
      while (to < calls.length && writes((calls[to] as ToWorker).method) === kind) to++
      answers.push(...all(calls.slice(from, to)))
      from = to
    }
    const wrote = calls.some((c) => writes(c.method))
    say({ type: 'answers', answers, told: wrote ? state.outboxCounts() : null })
  }
  port?.on('message', (message: ToWorker | 'close') => {
    if (message === 'close') {
      if (waiting.length > 0) drain()
      db.close()
      held?.release()
      port.close()
      return
    }
    if (waiting.push(message) === 1) setImmediate(drain)
  })
}

try {
  serve()
} catch (error) {
  say(refusedWith(error, file))
  port.close()
}
