import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { IngestRecord, LinkState, SourceState } from '@solestream/ingest'
import type { Timing } from '@solestream/ingest/ble'
import type { VirtualInsoleSettings } from '@solestream/ingest/peripheral'
import type { Calibration } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import type { FaultName } from './faults.ts'
import { ended, TYPESCRIPT_FLAGS, type VirtualBluetooth } from '@solestream/testing/ble'

/** Until the adapter of a new process is up, with every core busy. */
export const UP_MS = 45_000

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

function start(bluetooth: VirtualBluetooth, name: string, file: string, args: readonly string[]): ChildProcess {
  return fork(here(file), args, {
    env: bluetooth.envFor(name),
    execArgv: ['--expose-gc', ...TYPESCRIPT_FLAGS],
    serialization: 'advanced',
    stdio: 'inherit',
  })
}

export interface InsoleSettings extends Omit<VirtualInsoleSettings, 'behave' | 'log'> {
  readonly fault?: FaultName
}
export interface InsoleProcess {
  /** Ends the link from its side. */
  disconnect(): void
  kill(): Promise<void>
}

export function startInsole(bluetooth: VirtualBluetooth, name: string, settings: InsoleSettings): InsoleProcess {
  const child = start(bluetooth, name, './insoleProcess.ts', [JSON.stringify(settings)])
  child.once('exit', (code) => {
    if (code !== null) console.error(`insole ${name} ended by itself with code ${String(code)}`)
  })
  return { disconnect: () => void child.send('disconnect'), kill: () => ended(child, 'SIGKILL') }
}

export interface SaidState {
  readonly state: SourceState
  readonly detail: string
  readonly mend: string | null
}

/** What a person has done to an insole. */
export type HostCommand =
  | { readonly do: 'tare'; readonly side: Side; readonly tared_utc: string }
  | { readonly do: 'write'; readonly side: Side; readonly calibration: Calibration }

export interface HostProcess {
  readonly records: readonly IngestRecord[]
  readonly states: readonly SaidState[]
  /** Rejections that nobody handled. */
  readonly unhandled: readonly string[]
  /** Listeners that are there all the time: an exchange under way has one or two of its own. */
  quietListeners(): Promise<number>
  /** Samples that were lost and may still be had. */
  outstanding(): Promise<number>
  /** Heap in use after a collection, bytes. */
  heap(): Promise<number>
  link(side: Side): LinkState | null
  /** 'done', or why not. */
  command(command: HostCommand): Promise<string>
  /** Resolves as soon as the condition holds; rejects after the deadline, saying how things stand. */
  until(what: string, holds: () => boolean, deadline_ms: number): Promise<void>
  stop(): Promise<void>
}

export function startHost(bluetooth: VirtualBluetooth, name: string, timing: Partial<Timing> = {}): HostProcess {
  const child = start(bluetooth, name, './hostProcess.ts', [JSON.stringify(timing)])
  const records: IngestRecord[] = []
  const states: SaidState[] = []
  const unhandled: string[] = []
  const links: Partial<Record<Side, LinkState>> = {}
  const watchers = new Set<() => void>()
  let stopped = false
  let counted: ((n: number) => void) | null = null
  let answered: ((text: string) => void) | null = null
  const ask = (what: 'listeners' | 'heap' | 'outstanding'): Promise<number> =>
    new Promise((resolve) => {
      counted = resolve
      child.send(what)
    })
  child.on('message', (message: Record<string, unknown>) => {
    if (message['record']) {
      const record = message['record'] as IngestRecord
      records.push(record)
      if (record.type === 'link') links[record.side] = record.state
    } else if (message['state']) states.push(message as unknown as SaidState)
    else if (message['unhandled']) unhandled.push(String(message['unhandled']))
    else if (message['stopped']) stopped = true
    else if (typeof message['answered'] === 'string') answered?.(message['answered'])
    else if (typeof message['counted'] === 'number') counted?.(message['counted'])
    for (const watcher of watchers) watcher()
  })
  const until: HostProcess['until'] = (what, holds, deadline_ms) =>
    new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer)
        watchers.delete(watch)
        finish()
      }
      const watch = (): void => {
        try {
          if (holds()) settle(resolve)
        } catch (error) {
          settle(() => reject(error instanceof Error ? error : new Error(String(error))))
        }
      }
      const timer = setTimeout(
        () =>
          settle(() =>
            reject(
              new Error(`${what}: not within ${String(deadline_ms)} ms; links ${JSON.stringify(links)}, ${states.at(-1)?.detail ?? ''}`),
            ),
          ),
        deadline_ms,
      )
      watchers.add(watch)
      watch()
    })
  return {
    records,
    states,
    unhandled,
    link: (side) => links[side] ?? null,
    until,
    command: (command) =>
      new Promise((resolve) => {
        answered = resolve
        child.send(command)
      }),
    async quietListeners() {
      const counts: number[] = []
      for (let n = 0; n < 20; n++) {
        counts.push(await ask('listeners'))
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return Math.min(...counts)
    },
    heap: () => ask('heap'),
    outstanding: () => ask('outstanding'),
    async stop() {
      if (child.connected) {
        child.send('stop')
        await until('stopping', () => stopped, 5000)
      }
      await ended(child, 'SIGKILL')
    },
  }
}

export interface RadioProcess {
  /** The id of the first insole heard. */
  find(deadline_ms: number): Promise<string>
  /** 'connected', or why not. */
  connect(id: string, give_up_ms: number): Promise<string>
  disconnect(): Promise<string>
  /** Rejections that nobody handled when a write and the end of the link met. */
  race(id: string): Promise<string>
  stop(): Promise<void>
}

export function startRadio(bluetooth: VirtualBluetooth, name: string): RadioProcess {
  const child = start(bluetooth, name, './radioProcess.ts', [])
  let last = 'said nothing'
  child.once('exit', (code, signal) => (last = `ended with ${String(code ?? signal)}`))
  const next = (key: string, deadline_ms: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${key} within ${String(deadline_ms)} ms; ${name} ${last}`)), deadline_ms)
      const heard = (message: Record<string, unknown>): void => {
        last = `said ${JSON.stringify(message)}`
        if (message[key] === undefined) return
        clearTimeout(timer)
        child.off('message', heard)
        resolve(String(message[key]))
      }
      child.on('message', heard)
    })
  const ready = next('ready', UP_MS)
  const ask = async (command: object, deadline_ms: number): Promise<string> => {
    await ready
    const text = next('text', deadline_ms)
    child.send(command)
    return text
  }
  return {
    find: (deadline_ms) => ask({ do: 'find' }, deadline_ms),
    connect: (id, ms) => ask({ do: 'connect', id, ms }, ms + 5000),
    disconnect: () => ask({ do: 'disconnect' }, 5000),
    race: (id) => ask({ do: 'race', id }, 5000),
    stop: () => ended(child, 'SIGKILL'),
  }
}
