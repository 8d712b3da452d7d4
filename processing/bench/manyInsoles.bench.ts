import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ManyResult } from './manyInsoles.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Goal 4: 10,000 insoles at 100 Hz through the graph on one core, paced. In a process of its own: its heap is its own too. */
export async function run(): Promise<void> {
  const child = fork(fileURLToPath(new URL('./manyInsoles.ts', import.meta.url)), [], {
    execArgv: ['--expose-gc', '--max-old-space-size=8192', '--import', TSX],
    serialization: 'advanced',
  })
  const result = await new Promise<ManyResult>((resolve, reject) => {
    child.once('message', (message) => resolve(message as ManyResult))
    child.once('exit', (code) => reject(new Error(`ended with code ${String(code)}`)))
  })
  const { insoles, seconds, cpu_percent, kept_percent, lateness_ms, heap_bytes, rss_MB, warmUp_s } = result
  console.log(`  ${insoles} insoles at 100 Hz, packets of 5, two insoles a graph, ${seconds} s after ${warmUp_s} s of warming up:`)
  console.log(
    `  ${cpu_percent.toFixed(1)} % of a core (goal 50 %), ${heap_bytes.toFixed(0)} B of heap a frame (goal 100 B), ${rss_MB.toFixed(0)} MB`,
  )
  if (kept_percent < 99) console.log(`  lateness: this computer was too busy to say, ${kept_percent.toFixed(0)} % were worked off in time`)
  else console.log(`  lateness p50 ${lateness_ms.p50.toFixed(1)} ms, p99 ${lateness_ms.p99.toFixed(1)} ms (goal 10 ms)`)
}
