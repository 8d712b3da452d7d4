import type { Worker } from 'node:worker_threads'
import { StoreFault, type StoreFaultCode } from '../storeFault.ts'

/** What the owner of a database thread and the thread say to each other. `Told` comes with answers when something else is worth telling. */
export interface Call {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}
export interface FaultMessage {
  readonly code: StoreFaultCode
  readonly message: string
  readonly mend: string
}
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: FaultMessage }
  | { readonly id: number; readonly ok: false; readonly fault: null; readonly message: string }
export type FromThread<Told> =
  | { readonly type: 'open'; readonly told: Told | null }
  | { readonly type: 'refused'; readonly fault: FaultMessage }
  | { readonly type: 'answers'; readonly answers: readonly Answer[]; readonly told: Told | null }

export interface Calls {
  /** Rejects with a StoreFault for the environment, with an Error for wrong use. */
  call(method: string, args: readonly unknown[]): Promise<unknown>
  /** What was called before is done first. */
  close(): Promise<void>
}

interface Caller {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const faultOf = ({ code, message, mend }: FaultMessage): StoreFault => new StoreFault(code, message, mend)

/** Resolves once the thread has its file open; rejects with a StoreFault when the file cannot be used. */
export async function createCalls<Told>(worker: Worker, file: string, tell: (told: Told) => void = () => undefined): Promise<Calls> {
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
      const mend = 'Start solestream again; if it happens again, report this text.'
      stop(new StoreFault('stopped', `The store of ${file} has stopped: ${error.message}`, mend))
      refused(end as Error)
    })
    worker.once('exit', () => refused(end as Error))
    worker.on('message', (message: FromThread<Told>) => {
      if (message.type === 'refused') return refused(faultOf(message.fault))
      if (message.told !== null) tell(message.told)
      if (message.type === 'open') return opened()
      message.answers.forEach(settle)
    })
  })

  return {
    call: (method, args) =>
      new Promise((resolve, reject) => {
        if (end ?? closing) return reject(end ?? new Error('the store is closed'))
        const id = ++lastId
        worker.postMessage({ id, method, args } satisfies Call)
        callers.set(id, { resolve, reject })
      }),
    close() {
      if (closing === null) {
        closing = gone
        worker.postMessage('close')
      }
      return closing
    },
  }
}
