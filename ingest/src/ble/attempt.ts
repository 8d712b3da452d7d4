/** A step took too long, or the link went while it was under way. */
export class StepFault extends Error {
  override readonly name = 'StepFault'
  readonly why: 'timeout' | 'lost'
  constructor(step: string, why: 'timeout' | 'lost', timeout_ms: number) {
    super(why === 'timeout' ? `${step}: no answer within ${String(timeout_ms)} ms` : `${step}: the link was lost`)
    this.why = why
  }
}

/** `work`, but no longer than `timeout_ms` and not beyond the end of the link. What it comes to later is dropped. */
export function attempt<T>(step: string, timeout_ms: number, over: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (over.aborted) {
      reject(new StepFault(step, 'lost', timeout_ms))
      return
    }
    const settle = (finish: () => void): void => {
      clearTimeout(timer)
      over.removeEventListener('abort', lost)
      finish()
    }
    const lost = (): void => settle(() => reject(new StepFault(step, 'lost', timeout_ms)))
    const timer = setTimeout(() => settle(() => reject(new StepFault(step, 'timeout', timeout_ms))), timeout_ms)
    over.addEventListener('abort', lost, { once: true })
    work().then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
    )
  })
}

/** Resolves after `ms`, or at once when `over` is aborted. */
export function pause(ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (over.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      over.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    over.addEventListener('abort', done, { once: true })
  })
}
