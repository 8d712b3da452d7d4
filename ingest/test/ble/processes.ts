import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createReassembler, decodeSamples, type SamplePacket } from '@solestream/firmware-protocol'
import type { IngestRecord, LinkState, SourceState } from '@solestream/ingest'
import type { VirtualInsoleSettings } from '@solestream/ingest/peripheral'
import type { Side } from '@solestream/processing/model'
import { ended, TYPESCRIPT_FLAGS, type VirtualBluetooth } from '@solestream/testing/ble'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

function start(bluetooth: VirtualBluetooth, name: string, file: string, args: readonly string[]): ChildProcess {
  return fork(here(file), args, {
    env: bluetooth.envFor(name),
    execArgv: [...TYPESCRIPT_FLAGS],
    serialization: 'advanced',
    stdio: 'inherit',
  })
}

export interface InsoleProcess {
  kill(): Promise<void>
}

export function startInsole(bluetooth: VirtualBluetooth, name: string, settings: VirtualInsoleSettings): InsoleProcess {
  const child = start(bluetooth, name, './insoleProcess.ts', [JSON.stringify(settings)])
  return { kill: () => ended(child, 'SIGKILL') }
}

export interface SaidState {
  readonly state: SourceState
  readonly detail: string
  readonly mend: string | null
}

export interface HostProcess {
  readonly records: readonly IngestRecord[]
  readonly states: readonly SaidState[]
  /** Rejections that nobody handled. */
  readonly unhandled: readonly string[]
  listeners(): Promise<number>
  link(side: Side): LinkState | null
  /** Resolves as soon as the condition holds; rejects after the deadline, saying how things stand. */
  until(what: string, holds: () => boolean, deadline_ms: number): Promise<void>
  stop(): Promise<void>
}

export function startHost(bluetooth: VirtualBluetooth, name: string): HostProcess {
  const child = start(bluetooth, name, './hostProcess.ts', [])
  const records: IngestRecord[] = []
  const states: SaidState[] = []
  const unhandled: string[] = []
  const links: Partial<Record<Side, LinkState>> = {}
  const watchers = new Set<() => void>()
  let stopped = false
  let counted: ((n: number) => void) | null = null
  child.on('message', (message: Record<string, unknown>) => {
    if (message['record']) {
      const record = message['record'] as IngestRecord
      records.push(record)
      if (record.type === 'link') links[record.side] = record.state
    } else if (message['state']) states.push(message as unknown as SaidState)
    else if (message['unhandled']) unhandled.push(String(message['unhandled']))
    else if (message['stopped']) stopped = true
    else if (typeof message['listeners'] === 'number') counted?.(message['listeners'])
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
        if (holds()) settle(resolve)
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
    listeners: () =>
      new Promise((resolve) => {
        counted = resolve
        child.send('listeners')
      }),
    async stop() {
      if (child.connected) {
        child.send('stop')
        await until('stopping', () => stopped, 5000)
      }
      await ended(child, 'SIGKILL')
    },
  }
}

/** What came from one insole, decoded; throws at bytes that are no packet. */
export function packetsOf(records: readonly IngestRecord[], side: Side, from = 0): SamplePacket[] {
  const reassembler = createReassembler()
  const packets: SamplePacket[] = []
  for (const record of records.slice(from)) {
    if (record.type !== 'packet' || record.side !== side) continue
    const { packet, fault } = reassembler.push(record.bytes)
    if (fault) throw new Error(`fragments: ${fault}`)
    if (!packet) continue
    const decoded = decodeSamples(packet)
    if (!decoded.ok) throw new Error(`${decoded.fault}: ${decoded.detail}`)
    packets.push(decoded.value)
  }
  return packets
}
