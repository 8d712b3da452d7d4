/** Many graphs at once, each packet when it is due; tells its parent what that took. */
import { Subject } from 'rxjs'
import { gait, type GaitInput } from '@solestream/processing/graph'
import { insoles, packets, walk } from '../test/walker.ts'

export interface ManyResult {
  readonly insoles: number
  readonly warmUp_s: number
  readonly seconds: number
  /** Of a core, for the frames that come in a second. */
  readonly cpu_percent: number
  /** Of the frames that fell due, so many were worked off: less than 100 where this computer has other things to do. */
  readonly kept_percent: number
  readonly lateness_ms: { readonly p50: number; readonly p99: number }
  readonly heap_bytes: number
  readonly rss_MB: number
}

const GRAPHS = Number(process.argv[2] ?? 5000)
const WARM_UP_S = 12
const SECONDS = 20
const PACKET = 5
const PERIOD_MS = PACKET * 10
/** Graphs take their turn this often: a packet waits for it half as long on average. */
const TURN_MS = 2
/** A turn is no longer than this, so that a computer that cannot keep up says so. */
const LONGEST_TURN_MS = 50

const feet = walk({ seconds: WARM_UP_S + SECONDS + 60, sensors: 16 })
const blocks = packets(feet, PACKET)
const described = insoles(feet)
let strides = 0
const graphs = Array.from({ length: GRAPHS }, (_, g) => {
  const inputs = new Subject<GaitInput>()
  inputs.pipe(gait({ insoles: described, mode: 'online' })).subscribe((output) => {
    if (output.type === 'stride') strides++
  })
  // Each somewhere else in the walk; packets of a pair fall due together, those of all pairs evenly.
  return { inputs, next: 2 * ((g * 37) % 1000), due_ms: (PERIOD_MS * g) / GRAPHS }
})

const lateness: number[] = []
let measuring = false
let begun_ms = 0
/** Of the graphs, in the order of their due times, whose turn it is. */
let turn = 0
let frames = 0

function work(): void {
  const now_ms = performance.now() - begun_ms
  for (let graph = graphs[turn]!; graph.due_ms <= now_ms; graph = graphs[turn]!) {
    if (performance.now() - begun_ms - now_ms > LONGEST_TURN_MS) return
    if (measuring) lateness.push(performance.now() - begun_ms - graph.due_ms)
    graph.inputs.next(blocks[graph.next]!)
    graph.inputs.next(blocks[graph.next + 1]!)
    graph.next += 2
    frames += 2 * PACKET
    graph.due_ms += PERIOD_MS
    turn = (turn + 1) % GRAPHS
  }
}

/** Bytes allocated on the heap so far. Looked at so often that what a collection hides between two looks is little. */
let allocated = 0
let last = 0
function look(): void {
  const now = process.memoryUsage().heapUsed
  allocated += Math.max(0, now - last)
  last = now
}

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
begun_ms = performance.now()
const timer = setInterval(work, TURN_MS)
await pass(WARM_UP_S * 1000)
measuring = true
frames = 0
const cpu = process.cpuUsage()
const from_ms = performance.now()
await pass(SECONDS * 1000)
const { user, system } = process.cpuUsage(cpu)
const paced = frames
const wall_ms = performance.now() - from_ms
clearInterval(timer)

// Heap alone, as fast as it goes.
globalThis.gc?.()
last = process.memoryUsage().heapUsed
frames = 0
for (let k = 0; k < 200; k++) {
  for (const graph of graphs.slice(0, 100)) {
    graph.inputs.next(blocks[graph.next]!)
    graph.inputs.next(blocks[graph.next + 1]!)
    graph.next += 2
    frames += 2 * PACKET
  }
  look()
}

lateness.sort((a, b) => a - b)
const at = (share: number): number => lateness[Math.floor(share * (lateness.length - 1))]!
if (strides === 0) throw new Error('the graphs found no strides')
process.send?.({
  insoles: 2 * GRAPHS,
  warmUp_s: WARM_UP_S,
  seconds: SECONDS,
  cpu_percent: ((user + system) / 1000 / paced) * (2 * GRAPHS * 0.1) * 100,
  kept_percent: (100 * paced) / ((wall_ms / 1000) * 2 * GRAPHS * 100),
  lateness_ms: { p50: at(0.5), p99: at(0.99) },
  heap_bytes: allocated / frames,
  rss_MB: process.memoryUsage.rss() / 2 ** 20,
} satisfies ManyResult)
