import { signal } from '@preact/signals'
import type { GuideDocument } from '@solestream/dashboard-shared'
import { faultOf, getGuide, type RequestFault } from '../shell/api.ts'

const ASK_EVERY_MS = 500

/** Undefined: not heard of yet. */
export const guide = signal<GuideDocument | null | undefined>(undefined)
/** Why the last act was not done. */
export const fault = signal<RequestFault | null>(null)
export const busy = signal(false)

let acts = 0

/** The session lives in the service; this page looks at it. */
export function followGuide(): () => void {
  const ask = (): void => {
    const before = acts
    getGuide().then(
      // An answer from before an act would show the step of before.
      (answer) => {
        if (before === acts && !busy.value) guide.value = answer.guide
      },
      () => undefined,
    )
  }
  ask()
  const timer = setInterval(ask, ASK_EVERY_MS)
  return () => clearInterval(timer)
}

/** One act at a time; its answer is how the session stands now. */
export async function act(work: () => Promise<{ readonly guide: GuideDocument | null }>): Promise<void> {
  if (busy.value) return
  busy.value = true
  acts++
  try {
    guide.value = (await work()).guide
    fault.value = null
  } catch (error) {
    fault.value = faultOf(error)
  } finally {
    busy.value = false
  }
}
