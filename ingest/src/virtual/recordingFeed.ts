import { MAX_COUNT, MISSING } from '@solestream/firmware-protocol'
import type { Calibration, InsoleLayout } from '@solestream/firmware-protocol'
import type { InsoleDescription, SampleBlock } from '@solestream/processing/model'
import { ConfigurationFault } from '../configurationFault.ts'
import type { Recording } from '../recordings/recording.ts'
import type { FeedSamples, SampleFeed } from './feed.ts'
import { createGridSearch } from './grid.ts'
import type { Grid } from './grid.ts'

const MOST_SENSORS = 255

/**
 * A recording as the insoles that it was made with, one feed an insole. On the air a value is a u16: offset and scale are chosen so that
 * the file's values stay exactly what they are where their grid allows it (`exact`), else to 1/65533 of their range. Reads the file once
 * to find them, then again as the feeds are read. Throws what the recording throws, and a ConfigurationFault when it can't go on
 * the air.
 */
export function recordingFeeds(recording: Recording): { readonly feeds: readonly SampleFeed[]; readonly exact: boolean } {
  for (const { side, sensors } of recording.insoles)
    if (sensors > MOST_SENSORS)
      throw new ConfigurationFault(
        `${recording.file} has ${sensors} sensors under the ${side} foot; an insole on the air has at most ${MOST_SENSORS}.`,
        'Analyze it instead of playing it.',
      )
  const search = createGridSearch()
  for (const block of recording.blocks()) search.push(block.counts, block.n * block.sensors)
  const grid = search.result()
  return { feeds: recording.insoles.map((insole) => recordingFeed(recording, insole, grid)), exact: grid.exact }
}

/** The layout of counts c where the file's value is grid.offset + grid.scale * c. */
const onGrid = (layout: InsoleLayout, grid: Grid): InsoleLayout => ({
  ...layout,
  offset: layout.offset + layout.scale * grid.offset,
  scale: layout.scale * grid.scale,
})
const calibrationOnGrid = (calibration: Calibration, grid: Grid): Calibration => ({
  ...calibration,
  zero: calibration.zero.map((zero) => (zero - grid.offset) / grid.scale),
  gain: calibration.gain.map((gain) => gain * grid.scale),
})

function recordingFeed(recording: Recording, insole: InsoleDescription, grid: Grid): SampleFeed {
  const { side, sensors, rate_Hz, layout, calibration } = insole
  const blocks = recording.blocks()[Symbol.iterator]()
  let block: SampleBlock | null = null
  let at = 0
  /** Of the first sample: the feed counts from 0. */
  let first: number | null = null

  /** Whether there is a sample at `at` of `block`. */
  function more(): boolean {
    while (block === null || at >= block.n) {
      const next = blocks.next()
      if (next.done === true) return false
      if (next.value.side !== side) continue
      block = next.value
      at = 0
      first ??= block.sequence
    }
    return true
  }

  return {
    side,
    sensors,
    rate_Hz,
    layout: onGrid(layout, grid),
    calibration: calibration === null ? null : calibrationOnGrid(calibration, grid),
    read(n: number, into: FeedSamples): number {
      let count = 0
      for (; count < n && more(); at++, count++) {
        const from = block as SampleBlock
        into.sequence[count] = from.sequence + at - (first as number)
        into.time_s[count] = from.time_s[at]!
        for (let k = 0; k < sensors; k++) {
          const value = from.counts[k * from.n + at]!
          into.counts[count * sensors + k] = Number.isNaN(value) ? MISSING : clamp(Math.round((value - grid.offset) / grid.scale))
        }
      }
      return count
    },
    skipTo(time_s: number): number {
      let skipped = 0
      for (; more() && block!.time_s[at]! < time_s; at++) skipped++
      return skipped
    },
  }
}

const clamp = (count: number): number => (count < 0 ? 0 : count > MAX_COUNT ? MAX_COUNT : count)
