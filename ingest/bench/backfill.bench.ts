import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { lacks } from '@solestream/testing'
import { ended, startVirtualBluetooth, TYPESCRIPT_FLAGS, type VirtualBluetooth } from '@solestream/testing/ble'
import { startInsole } from '../test/ble/processes.ts'
import type { Ask, Cost } from './ingestProcess.ts'

const STEADY_S = 10
const AWAY_S = 30
const UP_S = 60

/** Cost of ingest (source, journal, live assembly): two insoles at 100 Hz that stream, and that stream and send 30 s again at once. */
export async function run(): Promise<void> {
  await measure('in-process radio', process.env, ['in-process'], null)
  const reason = lacks('btvirt', 'gcc')
  if (reason) return console.log(`  noble over btvirt: ${reason}`)
  const bluetooth = await startVirtualBluetooth()
  const epoch = Date.now() / 1000
  const insoles = (['left', 'right'] as const).map((side) => startInsole(bluetooth, side, { side, epoch }))
  try {
    await measure('noble over btvirt', bluetooth.envFor('host'), [], bluetooth)
  } finally {
    await Promise.all(insoles.map((insole) => insole.kill()))
    await bluetooth.stop()
  }
}

async function measure(name: string, env: NodeJS.ProcessEnv, args: readonly string[], bluetooth: VirtualBluetooth | null): Promise<void> {
  const child = fork(fileURLToPath(new URL('./ingestProcess.ts', import.meta.url)), args, { env, execArgv: [...TYPESCRIPT_FLAGS] })
  try {
    await new Promise((resolve) => child.once('message', resolve))
    await until(child, 'streaming', (answer) => answer === true)
    await pass(3)
    await ask(child, 'begin')
    await pass(STEADY_S)
    say(name, 'streaming', (await ask(child, 'end')) as Cost)

    if (bluetooth) await Promise.all(['left', 'right'].map((side) => bluetooth.silence(side)))
    else await ask(child, 'away')
    await pass(AWAY_S)
    if (bluetooth) await Promise.all(['left', 'right'].map((side) => bluetooth.restore(side)))
    else await ask(child, 'back')
    await until(child, 'streaming', (answer) => answer === true)
    await ask(child, 'begin')
    await until(child, 'outstanding', (answer) => answer === 0)
    say(name, 'streaming and backfilling', (await ask(child, 'end')) as Cost)
  } finally {
    await ended(child)
  }
}

function say(name: string, what: string, { cpu_percent, longest_ms, longestOwn_ms, packets, recovered }: Cost): void {
  console.log(
    `  ${name}, ${what}: ${cpu_percent.toFixed(1)} % of a core (goal 10 %), event loop held up ${longestOwn_ms.toFixed(1)} ms at most by itself (goal 20 ms), ` +
      `${longest_ms.toFixed(1)} ms with all that else runs here; ${packets} packets, ${recovered} samples recovered`,
  )
}

const pass = (s: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1000 * s))
function ask(child: ChildProcess, what: Ask): Promise<unknown> {
  return new Promise((resolve) => {
    child.once('message', (message: { readonly answer: unknown }) => resolve(message.answer))
    child.send(what)
  })
}
async function until(child: ChildProcess, what: Ask, holds: (answer: unknown) => boolean): Promise<void> {
  const deadline_ms = performance.now() + 1000 * UP_S
  while (!holds(await ask(child, what))) {
    if (performance.now() > deadline_ms) throw new Error(`${what}: not within ${String(UP_S)} s`)
    await pass(0.1)
  }
}
