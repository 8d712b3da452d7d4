import { execFile, fork, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { HubCommand } from './hubProcess.ts'

const START_MS = 20_000
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** `node` flags that let a child process run the project's TypeScript. */
export const TYPESCRIPT_FLAGS: readonly string[] = ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]

export interface VirtualBluetooth {
  /** Environment for a Node process that is to have a Bluetooth adapter: `name` is what the controls below call it. */
  envFor(name: string): NodeJS.ProcessEnv
  /** The named process is out of range until `restore`. */
  silence(name: string): Promise<void>
  /** In range again, adapter there again. */
  restore(name: string): Promise<void>
  /** Its adapter is pulled out until `restore`. */
  kill(name: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Bluetooth without a radio: BlueZ's emulator `btvirt` and a hub before it, both in a private directory. Needs btvirt and gcc; ends
 * what it started. Rejects with the reason when a part does not come up.
 */
export async function startVirtualBluetooth(): Promise<VirtualBluetooth> {
  const dir = mkdtempSync(join(tmpdir(), 'solestream-ble-'))
  const children: ChildProcess[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(children.map((child) => ended(child)))
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    const preload = join(dir, 'preload.so')
    await promisify(execFile)('gcc', ['-shared', '-fPIC', '-O1', '-o', preload, beside('preload.c'), '-ldl'])
    const btvirt = spawn('btvirt', ['-s'], { env: { ...process.env, LD_PRELOAD: preload, SOLESTREAM_BTVIRT_DIR: dir }, stdio: 'ignore' })
    children.unshift(btvirt)
    await appears(join(dir, 'bt-server-le'), btvirt)
    const socket = join(dir, 'hub')
    const hub = fork(beside('hubProcess.ts'), [join(dir, 'bt-server-le'), socket], {
      execArgv: [...TYPESCRIPT_FLAGS],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    children.unshift(hub)
    const tell = teller(hub)
    await tell.ready
    const shim = JSON.stringify(beside('hciShim.cjs'))
    return {
      envFor: (name) => ({
        ...process.env,
        NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${shim}`.trim(),
        SOLESTREAM_HCI_SOCKET: socket,
        SOLESTREAM_HCI_NAME: name,
      }),
      silence: (name) => tell.ask('silence', name),
      restore: (name) => tell.ask('restore', name),
      kill: (name) => tell.ask('kill', name),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function teller(hub: ChildProcess): { readonly ready: Promise<void>; ask(what: HubCommand['do'], name: string): Promise<void> } {
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>()
  let next = 1
  const answer = (id: number): Promise<void> => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  hub.on('message', (message: { readonly id: number }) => {
    waiting.get(message.id)?.resolve()
    waiting.delete(message.id)
  })
  hub.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the Bluetooth hub ended with code ${String(code)}`))
    waiting.clear()
  })
  return {
    ready: answer(0),
    ask(what, name) {
      const id = next++
      const done = answer(id)
      hub.send({ id, do: what, name } satisfies HubCommand)
      return done
    },
  }
}

async function appears(path: string, child: ChildProcess): Promise<void> {
  let failed: Error | null = null
  child.once('error', (error) => (failed = error))
  const deadline = performance.now() + START_MS
  while (!existsSync(path)) {
    if (failed) throw failed
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with code ${String(child.exitCode)}`)
    if (performance.now() > deadline) throw new Error(`${child.spawnfile} made no ${path} within ${String(START_MS)} ms`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Ends a child process and waits until it is gone. */
export function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}
