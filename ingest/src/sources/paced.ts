import type { InsoleCommands } from '../commands/insoleCommands.ts'
import type { Source, SourceKind, SourceListener } from '../source.ts'

/** Records with the sample time at which each is due; read when due. */
export interface Script {
  /** Called once, before the first record. Throws a ConfigurationFault. */
  open(): Promise<void> | void
  /** Time of the next record, not before the last one's; null: no more. May throw: the source has failed. */
  nextDue_s(): number | null
  /** Gives what is due at nextDue_s(). */
  give(listener: SourceListener): void
  readonly commands?: InsoleCommands
}

export type Pace = number | 'max'

/** At most this many turns in one go: timers, sockets and the store want theirs. */
const SLICE = 128
const LONGEST_TIMER_MS = 60_000

/**
 * Plays a script. At a pace of N everything is due at (its time - the first one's) / N after the start, each time counted from the start:
 * timers that come late (a busy or sleeping computer) catch up and never add up. At 'max' slices follow each other as the listener can
 * take them. host_s in the records is the script's.
 */
export function createPacedSource(kind: SourceKind, script: Script, pace: Pace): Source {
  let listener: SourceListener | null = null
  let timer: NodeJS.Timeout | null = null
  let wake: (() => void) | null = null
  let stopped = false
  let running: Promise<void> = Promise.resolve()

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
      timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS))
    })

  async function play(to: SourceListener): Promise<void> {
    const first_s = script.nextDue_s()
    const started_ms = performance.now()
    const now_s = (): number => (pace === 'max' ? Infinity : (first_s ?? 0) + ((performance.now() - started_ms) / 1000) * pace)
    while (!stopped) {
      const now = now_s()
      let due = script.nextDue_s()
      for (let turn = 0; turn < SLICE && due !== null && due <= now && !stopped; turn++) {
        script.give(to)
        due = script.nextDue_s()
      }
      if (due === null) return
      if (due <= now || pace === 'max') await to.ready()
      else await sleep(Math.max(1, ((due - now_s()) / pace) * 1000))
    }
  }

  async function run(to: SourceListener): Promise<void> {
    try {
      await play(to)
      if (!stopped) to.state('ended', 'All of it was played.', null)
    } catch (error) {
      const mend = (error as { mend?: unknown }).mend
      if (typeof mend !== 'string') throw error
      to.state('failed', (error as Error).message, mend)
    }
  }

  return {
    kind,
    ...(script.commands === undefined ? {} : { commands: script.commands }),
    async start(given) {
      if (listener !== null) throw new Error('A source is started once.')
      listener = given
      given.state('starting', '', null)
      await script.open()
      if (stopped) return
      given.state('streaming', '', null)
      running = run(given)
    },
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      wake?.()
      await running
    },
  }
}
