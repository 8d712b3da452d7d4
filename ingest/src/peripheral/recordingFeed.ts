import { MAX_COUNT, MISSING, type Calibration, type InsoleLayout } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import { ConfigurationFault } from '../configurationFault.ts'
import { openRecording, type OpenOptions } from '../recordings/index.ts'
import type { SampleFeed } from '../virtual/index.ts'

interface Samples {
  readonly sequence: number[]
  readonly time_s: number[]
  /** Sample-major. */
  readonly counts: number[]
}

/**
 * One foot of a recording as a virtual insole carries it. Its numbers become u16 counts in the finest decimal step that their range
 * allows (gaitpdb: 0.01 N, which is exact), and the layout says so. Reads the whole file. Rejects with a RecordingFault or ConfigurationFault.
 */
export async function recordingFeed(file: string, side: Side, options: OpenOptions = {}): Promise<SampleFeed> {
  const recording = await openRecording(file, { ...options, side })
  const insole = recording.insoles.find((i) => i.side === side)
  if (!insole) throw new ConfigurationFault(`${file} has no ${side} foot.`, 'Replay the other side, or another recording.')
  const { sensors } = insole
  const samples: Samples = { sequence: [], time_s: [], counts: [] }
  for await (const block of recording.blocks()) {
    if (block.side !== side) continue
    for (let i = 0; i < block.n; i++) {
      samples.sequence.push(block.sequence + i)
      samples.time_s.push(block.time_s[i] ?? NaN)
      for (let k = 0; k < sensors; k++) samples.counts.push(block.counts[k * block.n + i] ?? NaN)
    }
  }
  if (samples.time_s.length === 0) throw new ConfigurationFault(`${file} has no samples of the ${side} foot.`, 'Replay another recording.')
  const { layout, calibration, counts } = quantised(insole.layout, insole.calibration, samples.counts)
  return feedOf({ side, sensors, rate_Hz: insole.rate_Hz, layout, calibration, sequence: samples.sequence, time_s: samples.time_s, counts })
}

function quantised(layout: InsoleLayout, calibration: Calibration | null, values: readonly number[]) {
  let low = Infinity
  let high = -Infinity
  let whole = true
  for (const value of values) {
    if (Number.isNaN(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
    whole &&= Number.isInteger(value)
  }
  const asIs = whole && low >= 0 && high <= MAX_COUNT
  const base = asIs || !(low < 0) ? 0 : low
  let step = 1
  if (!asIs) {
    step = 1e-4
    while ((high - base) / step > MAX_COUNT) step *= 10
  }
  const counts = Uint16Array.from(values, (value) => (Number.isNaN(value) ? MISSING : Math.round((value - base) / step)))
  if (asIs) return { layout, calibration, counts }
  return {
    layout: { ...layout, offset: layout.offset + layout.scale * base, scale: layout.scale * step },
    calibration: calibration && {
      ...calibration,
      zero: calibration.zero.map((zero) => (zero - base) / step),
      gain: calibration.gain.map((gain) => gain * step),
    },
    counts,
  }
}

interface FeedData extends Omit<SampleFeed, 'read' | 'skipTo'> {
  readonly sequence: readonly number[]
  readonly time_s: readonly number[]
  readonly counts: Uint16Array
}

function feedOf({ sequence, time_s, counts, ...description }: FeedData): SampleFeed {
  const { sensors } = description
  let at = 0
  return {
    ...description,
    read(n, into) {
      const given = Math.min(n, time_s.length - at)
      for (let i = 0; i < given; i++) {
        into.sequence[i] = sequence[at + i] ?? 0
        into.time_s[i] = time_s[at + i] ?? 0
      }
      into.counts.set(counts.subarray(at * sensors, (at + given) * sensors))
      at += given
      return given
    },
    skipTo(until_s) {
      const from = at
      while (at < time_s.length && (time_s[at] ?? 0) < until_s) at++
      return at - from
    },
  }
}
