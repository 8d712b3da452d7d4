import { availableParallelism } from 'node:os'
import { runWalk } from '../../selftest/runWalk.ts'
import { fails, works, type Check } from '../check.ts'

const WALK_S = 10
/** Seconds of walking, both feet, that one second of a core must analyse: a session has more to do than that. */
const LEAST_SPEED = 10
/** `start` takes about 150 MB. */
const LEAST_BYTES = 200e6

/** Whether this computer keeps up: a simulated walk through the real analysis, by processor time, and the memory that is left. */
export const computer: Check = {
  id: 'computer',
  title: 'Computer',
  need: () => 'start',
  async run() {
    await analyse() // once for nothing: code that runs for the first time is slow, and a session is long
    const speed = WALK_S / (await analyse())
    const free_bytes = process.availableMemory()
    const detail = `${availableParallelism()} cores, ${Math.round(free_bytes / 1e6)} MB of memory free, analyses ${Math.round(speed)} times as fast as one walks`
    if (speed < LEAST_SPEED) return fails(detail, 'Close what keeps this computer busy, or use a faster one.')
    if (free_bytes < LEAST_BYTES) return fails(detail, 'Close other programs: solestream needs about 200 MB.')
    return works(detail, availableParallelism() > 1 ? null : 'Two cores or more keep the live page smooth while a session is closed.')
  },
}

/** Seconds of processor time; what other checks take meanwhile counts too, which errs on the safe side. */
async function analyse(): Promise<number> {
  const before = process.cpuUsage()
  await runWalk({ name: 'doctor', what: '', task: 'walk', walker: { seed: 1 } }, WALK_S)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
