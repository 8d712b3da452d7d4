import { fails, works, type Check } from '../check.ts'

const WATCH_MS = 300
const EVERY_MS = 5
const STEP_MS = 20
/** When this was written; a clock that says less was never set. */
const EARLIEST = Date.parse('2026-01-01T00:00:00Z')

/** The monotonic clock times samples, the wall clock only dates sessions, in UTC: time zones do not matter. */
export const clock: Check = {
  id: 'clock',
  title: 'Clock',
  need: () => 'start',
  async run(_, over) {
    const date = new Date().toISOString().slice(0, 10)
    if (Date.now() < EARLIEST)
      return fails(`it says ${date}`, 'Set date and time (Linux: `timedatectl set-ntp true`): sessions are dated by them.')
    const { backward_ms, step_ms } = await watch(over)
    if (backward_ms > 0)
      return fails(
        `the monotonic clock went back by ${backward_ms.toFixed(3)} ms`,
        'This computer can’t time samples: see to its clock source (a virtual machine’s settings, perhaps).',
      )
    const detail = `monotonic; it is ${date} (UTC)`
    if (step_ms > STEP_MS)
      return works(
        `${detail}; the wall clock was set by ${step_ms.toFixed(0)} ms just now`,
        'No matter for samples. When it happens often, see what sets it (Linux: `timedatectl timesync-status`).',
      )
    return works(detail)
  },
}

/** The largest step back of the monotonic clock, and by how much the wall clock went other ways than it. */
async function watch(over: AbortSignal): Promise<{ readonly backward_ms: number; readonly step_ms: number }> {
  let last_ms = performance.now()
  const end_ms = last_ms + WATCH_MS
  const lead_ms = Date.now() - last_ms
  let backward_ms = 0
  let step_ms = 0
  while (last_ms < end_ms && !over.aborted) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    const before_ms = performance.now()
    const wall_ms = Date.now()
    const now_ms = performance.now()
    backward_ms = Math.max(backward_ms, last_ms - before_ms, before_ms - now_ms)
    // The wall clock was read between the two; it has whole milliseconds.
    step_ms = Math.max(step_ms, before_ms + lead_ms - wall_ms - 1, wall_ms - lead_ms - now_ms - 1)
    last_ms = now_ms
  }
  return { backward_ms, step_ms }
}
