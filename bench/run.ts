import { existsSync } from 'node:fs'

/** Prints the figures of speed, side by side with their peers where this machine has them. Nothing here passes or fails. */
const BENCHES: readonly (readonly [title: string, file: string])[] = [
  ['1. Analysis kernel against C', '../processing/bench/kernel.bench.ts'],
  ['2. The live graph against its own kernel', '../processing/bench/graph.bench.ts'],
  ['3. analyze, a session of one hour, against a pandas script', './analyze.bench.ts'],
  ['4. 10,000 insoles through the graph, paced', '../processing/bench/manyInsoles.bench.ts'],
  ['5. Live messages to 50 clients, against JSON', '../dashboard/server/bench/live.bench.ts'],
  ["7. The live page's main thread", '../dashboard/web/bench/livePage.bench.ts'],
  ['8. Start to first response, against bare node', './startup.bench.ts'],
  ['Trends over 200 sessions', '../dashboard/server/bench/trends.bench.ts'],
  ['The live graph where samples come late', '../sessions/bench/liveGraph.bench.ts'],
  ['Ingest of two insoles that stream and backfill at once', '../ingest/bench/backfill.bench.ts'],
]

const wanted = process.argv.slice(2)
for (const [title, file] of BENCHES) {
  if (wanted.length > 0 && !wanted.some((w) => title.startsWith(w) || file.includes(w))) continue
  console.log(`\n== ${title}`)
  if (!existsSync(new URL(file, import.meta.url))) {
    console.log('not there')
    continue
  }
  const { run } = (await import(file)) as { run(): Promise<void> }
  await run()
}
