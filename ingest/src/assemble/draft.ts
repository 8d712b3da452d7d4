import { IMU_CHANNELS, MAX_COUNT, MISSING, SATURATED } from '@solestream/firmware-protocol'
import type { InsoleLayout, SamplePacket } from '@solestream/firmware-protocol'
import type { SampleBlock, Side } from '@solestream/processing/model'

/** A block that waits for its place in time. */
export interface Draft extends Omit<SampleBlock, 'time_s' | 'lostBefore'> {
  readonly boot: number
  readonly tick: number
  readonly period_ticks: number
}

/** The count that stands for saturation: the layout's full scale, else the largest count there is. */
export function fullCount(layout: InsoleLayout): number {
  const count = Math.round((layout.fullScale - layout.offset) / layout.scale)
  return Number.isFinite(count) && count > 0 && count < MAX_COUNT ? count : MAX_COUNT
}

/** Copies out of the packet (whose arrays are used again) without its first `skip` samples. */
export function draftOf(packet: SamplePacket, side: Side, full: number, skip = 0): Draft {
  const { sensors } = packet
  const n = packet.n - skip
  const counts = new Float32Array(n * sensors)
  if (skip === 0) counts.set(packet.counts.subarray(0, counts.length))
  else for (let k = 0; k < sensors; k++) counts.set(packet.counts.subarray(k * packet.n + skip, (k + 1) * packet.n), k * n)
  let saturated = 0
  for (let at = 0; at < counts.length; at++) {
    if ((counts[at] as number) < MISSING) continue
    if (counts[at] === SATURATED) saturated++
    counts[at] = counts[at] === SATURATED ? full : NaN
  }
  return {
    side,
    sequence: (packet.sequence + skip) >>> 0,
    n,
    sensors,
    counts,
    imu: packet.imu === null ? null : trimmed(packet.imu, packet.n, skip),
    saturated,
    recovered: packet.recovered,
    boot: packet.boot,
    tick: (packet.tick + skip * packet.period_ticks) >>> 0,
    period_ticks: packet.period_ticks,
  }

  function trimmed(imu: Int16Array, all: number, from: number): Int16Array {
    const kept = new Int16Array(n * IMU_CHANNELS)
    for (let k = 0; k < IMU_CHANNELS; k++) kept.set(imu.subarray(k * all + from, (k + 1) * all), k * n)
    return kept
  }
}
