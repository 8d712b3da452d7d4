import type { SampleRange } from '@solestream/firmware-protocol'
import type { MissingRange } from '../assemble/index.ts'
import { pause } from './attempt.ts'
import type { Control } from './control.ts'
import type { Timing } from './timing.ts'

export interface Recovery {
  /** Samples that were lost and may still be had. */
  readonly outstanding: number
  /** Asks for what is missing until the link is over. Never rejects. */
  run(control: Control, over: AbortSignal): Promise<void>
  /** Another insole, or one that keeps nothing: what is missing is lost. */
  none(): void
  /** A notification was taken in. */
  arrived(): void
}

export type RecoveryTiming = Pick<Timing, 'lateSettles_ms' | 'recoverySilence_ms' | 'recoveryTries'>

/**
 * Gets back what an insole still has of its lost samples (PROTOCOL.md 7.2), while the stream goes on, over any number of connections. Oldest
 * first: the ring forgets them first, and so a range that is done, gone or given up is never looked at again, nor what was before it.
 * One request at a time. A range of which nothing comes, so many times in a row, is given up.
 */
export function createRecovery(
  missing: () => readonly MissingRange[],
  { lateSettles_ms, recoverySilence_ms, recoveryTries }: RecoveryTiming,
): Recovery {
  let able = false
  /** Before it nothing is asked for any more. */
  let floor: { readonly boot: number; readonly sequence: number } | null = null
  let wake: (() => void) | null = null

  function wanted(): readonly MissingRange[] {
    if (!able) return []
    return missing().flatMap((range) => {
      const below = floor?.boot === range.boot ? (floor.sequence - range.first) | 0 : 0
      if (below <= 0) return [range]
      return below < range.count ? [{ ...range, first: (range.first + below) >>> 0, count: range.count - below }] : []
    })
  }
  const countOf = (ranges: readonly MissingRange[]): number => ranges.reduce((sum, { count }) => sum + count, 0)
  const giveUp = (boot: number, sequence: number): void => {
    floor = { boot, sequence: sequence >>> 0 }
  }

  /** Resolves with the next notification, after `ms`, or when the link is over. */
  function change(ms: number, over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (over.aborted) return resolve()
      const done = (): void => {
        clearTimeout(timer)
        over.removeEventListener('abort', done)
        wake = null
        resolve()
      }
      const timer = setTimeout(done, ms)
      over.addEventListener('abort', done, { once: true })
      wake = done
    })
  }

  /** Sees one range through; whether anything of it came. */
  async function fetch(control: Control, range: MissingRange, over: AbortSignal): Promise<boolean> {
    const { boot, first, count } = range
    const { response } = await control.send({ command: 'backfill', firstSequence: first, count })
    if (response.result === 'not-found') giveUp(boot, first + count)
    if (response.result === 'not-supported' || response.result === 'unknown-command') able = false
    if (response.result === 'busy') await control.send({ command: 'backfillCancel' })
    if (response.command !== 'backfill' || response.range === null) return response.result === 'not-found'
    const said = response.range
    // The older part of it is gone.
    if (said.firstSequence !== first) giveUp(boot, said.firstSequence)
    const before = missingOf(wanted(), said)
    let left = before
    for (let quiet_ms = performance.now(); !over.aborted && left.count > 0 && left.last;) {
      await change(recoverySilence_ms, over)
      const now = missingOf(wanted(), said)
      if (now.count < left.count) quiet_ms = performance.now()
      else if (performance.now() - quiet_ms >= recoverySilence_ms) {
        await control.send({ command: 'backfillCancel' })
        break
      }
      left = now
    }
    return left.count < before.count
  }

  return {
    get outstanding() {
      return countOf(wanted())
    },
    none() {
      able = false
    },
    arrived() {
      wake?.()
    },
    async run(control, over) {
      able = true
      let failures = 0
      while (!over.aborted && able) {
        if (wanted().length === 0) {
          await change(recoverySilence_ms, over)
          // What comes out of order needs no asking for.
          if (wanted().length > 0) await pause(lateSettles_ms, over)
          continue
        }
        const range = wanted()[0] as MissingRange
        const came = await fetch(control, range, over).catch(() => false)
        failures = came ? 0 : failures + 1
        if (failures < recoveryTries || over.aborted) continue
        failures = 0
        giveUp(range.boot, range.first + range.count)
      }
    },
  }
}

/** How many samples of a range are missing, and whether its last one is. */
function missingOf(
  ranges: readonly MissingRange[],
  { firstSequence, count }: SampleRange,
): { readonly count: number; readonly last: boolean } {
  let sum = 0
  let last = false
  for (const range of ranges) {
    const from = (range.first - firstSequence) | 0
    const [low, high] = [Math.max(0, from), Math.min(count, from + range.count)]
    sum += Math.max(0, high - low)
    if (low < high && high === count) last = true
  }
  return { count: sum, last }
}
