import { CHECK_MS, fails, type Check, type Finding, type Surroundings } from './check.ts'
import { CHECKS } from './checks.ts'

export interface Diagnosed {
  readonly id: string
  readonly title: string
  /** Where it does not work, 'failed': `start` with these options needs it; 'missing': it does not. */
  readonly state: 'ok' | 'missing' | 'failed'
  readonly detail: string
  /** With 'ok': what would be better. */
  readonly mend: string | null
  /** What needs it, where `start` with these options does not. */
  readonly usedBy: string | null
}

export interface Diagnosis {
  /** `start` would work with these options. */
  readonly ok: boolean
  readonly checks: readonly Diagnosed[]
}

/** All checks side by side, each with its time limit. `done` hears how much is done, 0 to 1, and which check ended last. */
export async function runDoctor(
  surroundings: Surroundings,
  done: (share: number, title: string) => void = () => undefined,
  all: readonly Check[] = CHECKS,
): Promise<Diagnosis> {
  const { options } = surroundings
  const asked = all.filter((check) => check.need(options) !== 'nobody')
  let ended = 0
  const checks = await Promise.all(
    asked.map(async (check): Promise<Diagnosed> => {
      const { works, detail, mend } = await inTime(check, surroundings)
      done(++ended / asked.length, check.title)
      const needed = check.need(options) === 'start'
      const state = works ? 'ok' : needed ? 'failed' : 'missing'
      return { id: check.id, title: check.title, state, detail, mend, usedBy: needed ? null : (check.usedBy ?? null) }
    }),
  )
  return { ok: checks.every(({ state }) => state !== 'failed'), checks }
}

async function inTime(check: Check, surroundings: Surroundings): Promise<Finding> {
  const limit_ms = check.within_ms ?? CHECK_MS
  const over = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      over.abort()
      resolve(fails(`no answer within ${limit_ms / 1000} s`, 'See whether a disk, a network or a device hangs, then try again.'))
    }, limit_ms)
  })
  try {
    return await Promise.race([findingOf(check, surroundings, over.signal), late])
  } finally {
    clearTimeout(timer)
  }
}

async function findingOf(check: Check, surroundings: Surroundings, over: AbortSignal): Promise<Finding> {
  try {
    return await check.run(surroundings, over)
  } catch (error) {
    const { message, mend } = error as { readonly message?: unknown; readonly mend?: unknown }
    return fails(String(message ?? error), typeof mend === 'string' ? mend : 'This was not foreseen: please report this text.')
  }
}
