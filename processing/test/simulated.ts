import { feedSamples, type Walker } from '@solestream/ingest/virtual'
import { createGait, type GaitOptions, type GaitResult } from '@solestream/processing/analysis'
import { SIDES, type Mode, type SampleBlock, type Side } from '@solestream/processing/model'

export function blocksOf(walker: Walker, side: Side, length: number): SampleBlock[] {
  const feed = walker.feed(side)
  const into = feedSamples(feed.sensors, length)
  const blocks: SampleBlock[] = []
  for (let n = feed.read(length, into); n > 0; n = feed.read(length, into)) {
    const counts = new Float32Array(n * feed.sensors)
    for (let i = 0; i < n; i++) for (let k = 0; k < feed.sensors; k++) counts[k * n + i] = into.counts[i * feed.sensors + k]!
    blocks.push({
      side,
      sequence: into.sequence[0]!,
      n,
      sensors: feed.sensors,
      time_s: into.time_s.slice(0, n),
      counts,
      imu: null,
      lostBefore: 0,
      saturated: 0,
      recovered: false,
    })
  }
  return blocks
}

/** The walker's samples through the gait algorithms, both feet in turn. */
export function analyse(walker: Walker, mode: Mode, options: Partial<GaitOptions> = {}): GaitResult {
  const task = walker.settings.running ? 'run' : 'walk'
  const machine = createGait({ insoles: SIDES.map((s) => walker.insoles[s]), mode, task, ...options })
  const [left, right] = SIDES.map((s) => blocksOf(walker, s, 5))
  left!.forEach((b, i) => {
    machine.push(b)
    machine.push(right![i]!)
  })
  machine.end()
  return machine.result()
}
