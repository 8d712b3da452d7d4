export type Wake = 'news' | 'stop'

/** A pause that ends early when there is a reason. */
export function createWait() {
  let pending: { readonly reason: Wake; readonly end: () => void } | null = null
  let stopped = false
  return {
    /** Resolves after `ms`, or when `reason` comes. After a stop it resolves at once. */
    for(ms: number, reason: Wake): Promise<void> {
      if (stopped) return Promise.resolve()
      return new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          pending = null
          resolve()
        }
        const timer = setTimeout(end, ms)
        pending = { reason, end }
      })
    },
    wake(reason: Wake): void {
      if (reason === 'stop') stopped = true
      if (pending && (pending.reason === reason || reason === 'stop')) pending.end()
    },
  }
}
