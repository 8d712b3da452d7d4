import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { createOutboxWatch } from './outboxWatch.ts'
import { StoreFault } from './storeFault.ts'
import { methodsBy } from './syncStore.ts'
import type { Answer, FaultMessage, FromWorker, ToWorker, WorkerSettings } from './sqlite/messages.ts'
import type { Store, StoreOptions } from './store.ts'

interface Caller {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const faultOf = ({ code, message, mend }: FaultMessage): StoreFault => new StoreFault(code, message, mend)

/**
 * The worker runs from source through tsx (whose `--import` does not reach workers on Node 20: it is registered inside), or as the file
 * that the bundler put beside this one or above its chunk.
 */
function startWorker(settings: WorkerSettings): Worker {
  if (import.meta.url.endsWith('.ts')) {
    const tsx = new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href
    const source = new URL('./sqliteWorker.ts', import.meta.url).href
    const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
    return new Worker(code, { eval: true, workerData: settings })
  }
  const beside = new URL('./sqliteWorker.js', import.meta.url)
  const above = new URL('../sqliteWorker.js', import.meta.url)
  return new Worker(existsSync(beside) ? beside : above, { workerData: settings })
}

/**
 * Opens (or makes) a store in one SQLite file: WAL, every acknowledged write is on the disk. Rejects with a StoreFault when the file cannot
 * be used.
 */
export async function openSqliteStore(options: StoreOptions & { readonly file: string }): Promise<Store> {
  const file = resolve(options.file)
  const worker = startWorker({ file, outbox: options.outbox ?? true })
  const watch = createOutboxWatch()
  const callers = new Map<number, Caller>()
  let lastId = 0
  let end: Error | null = null
  let closing: Promise<void> | null = null

  const stop = (error: Error): void => {
    end ??= error
    for (const caller of callers.values()) caller.reject(end)
    callers.clear()
  }
  const settle = (answer: Answer): void => {
    const caller = callers.get(answer.id)
    callers.delete(answer.id)
    if (answer.ok) caller?.resolve(answer.value)
    else caller?.reject(answer.fault ? faultOf(answer.fault) : new Error(answer.message))
  }
  const gone = new Promise<void>((resolveGone) => {
    worker.once('exit', () => {
      stop(new StoreFault('stopped', `The store of ${file} has stopped.`, 'Start solestream again.'))
      resolveGone()
    })
  })

  await new Promise<void>((opened, refused) => {
    worker.on('error', (error) => {
      stop(
        new StoreFault(
          'stopped',
          `The store of ${file} has stopped: ${error.message}`,
          'Start solestream again; if it happens again, report this text.',
        ),
      )
      refused(end as Error)
    })
    worker.once('exit', () => refused(end as Error))
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'refused') return refused(faultOf(message.fault))
      if (message.counts) watch.tell(message.counts)
      if (message.type === 'open') return opened()
      message.answers.forEach(settle)
    })
  })

  return {
    ...methodsBy(
      (method, args) =>
        new Promise((resolveCall, reject) => {
          if (end ?? closing) return reject(end ?? new Error('the store is closed'))
          const id = ++lastId
          worker.postMessage({ id, method, args } satisfies ToWorker)
          callers.set(id, { resolve: resolveCall, reject })
        }),
    ),
    watchOutbox: watch.listen,
    close() {
      if (closing === null) {
        closing = gone
        worker.postMessage('close')
      }
      return closing
    },
  }
}
