import { from } from 'rxjs'
import { createFoot, createForce, createGait, createWalk, insoleItem, sideOf, type GaitInput } from '@solestream/processing/analysis'
import { gait } from '@solestream/processing/graph'
import type { Mode } from '@solestream/processing/model'
import { insoles, packets, walk } from '../test/walker.ts'

const MINUTES = 10
const PASSES = 7

/** CPU nanoseconds of one call. */
function cost_ns(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) * 1000
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** Medians of several candidates, measured in turn, forth and back, so that a slow moment hits all of them. */
function compare(candidates: Readonly<Record<string, () => void>>): Record<string, number> {
  const names = Object.keys(candidates)
  const costs = new Map(names.map((name) => [name, [] as number[]]))
  for (let pass = -1; pass < PASSES; pass++) {
    for (const name of pass % 2 === 0 ? names : names.toReversed()) {
      const cost = cost_ns(candidates[name]!)
      if (pass >= 0) costs.get(name)!.push(cost)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(costs.get(name)!)]))
}

/** Goal 2: the live graph against the same machines called directly; and what a frame (one insole, one sample, 16 sensors) costs. */
export async function run(): Promise<void> {
  const feet = walk({ seconds: MINUTES * 60, sensors: 16 })
  const described = insoles(feet)
  const frames = 2 * feet.left.n
  const ns = (cost: number) => `${(cost / frames).toFixed(1)} ns/frame`

  const direct = (blocks: readonly GaitInput[], mode: Mode) => () => {
    const foot = { left: createFoot('left', mode), right: createFoot('right', mode) }
    const together = createWalk(mode, 'walk')
    const push = (input: GaitInput) => {
      for (const chunk of foot[sideOf(input)].push(input)) together.push(chunk)
    }
    for (const one of described) push(insoleItem(one))
    for (const input of blocks) push(input)
    together.end()
  }
  const graph = (blocks: readonly GaitInput[], mode: Mode) => () => {
    from(blocks)
      .pipe(gait({ insoles: described, mode }))
      .subscribe()
  }

  console.log(`processing: ${MINUTES} min, two insoles, 16 sensors, 100 Hz (${frames} frames), medians of ${PASSES} passes`)
  for (const [length, goal] of [
    [5, 1.9],
    [100, 1.2],
  ] as const) {
    const blocks = packets(feet, length)
    const { kernel, rx } = compare({ kernel: direct(blocks, 'online'), rx: graph(blocks, 'online') }) as { kernel: number; rx: number }
    const ratio = rx / kernel
    const verdict = ratio <= goal ? 'met' : `missed by ${(ratio / goal).toFixed(2)} x`
    console.log(
      `  live graph, ${length} frames an emission: ${ns(rx)}, kernel ${ns(kernel)}, ${ratio.toFixed(2)} x (goal ${goal} x: ${verdict})`,
    )
  }

  const live = packets(feet, 5)
  const offline = packets(feet, 100)
  const force = createForce(feet.left.insole)
  const leftOnly = live.filter((b) => b.side === 'left')
  const whole = (blocks: readonly GaitInput[], mode: Mode) => () => {
    const machine = createGait({ insoles: described, mode })
    for (const input of blocks) machine.push(input)
    machine.end()
  }
  const costs = compare({
    force: () => {
      for (const input of leftOnly) force.push(input)
    },
    online: whole(live, 'online'),
    offline: whole(offline, 'offline'),
  }) as { force: number; online: number; offline: number }
  const hour_s = (cost: number) => ((cost / frames) * 720_000 * 1e-9).toFixed(3)
  console.log(`  force alone, packets of 5: ${ns(2 * costs.force)}`)
  console.log(
    `  createGait online, packets of 5: ${ns(costs.online)}, an hour of two insoles ${hour_s(costs.online)} s (goal 300 ns/frame)`,
  )
  console.log(`  createGait offline, blocks of 100: ${ns(costs.offline)}, an hour of two insoles ${hour_s(costs.offline)} s (goal 0.25 s)`)

  const probe = createGait({ insoles: described, mode: 'online' })
  for (const input of live.slice(0, 2000)) probe.push(input)
  if (typeof globalThis.gc !== 'function') return console.log('  heap a frame: run node with --expose-gc to measure it')
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  const measured = live.slice(2000, 4000)
  for (const input of measured) probe.push(input)
  const grown = process.memoryUsage().heapUsed - before
  console.log(`  heap churned: ${(grown / (measured.length * 5)).toFixed(0)} B/frame (goal 100 B)`)
}
