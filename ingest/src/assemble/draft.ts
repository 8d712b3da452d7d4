import { IMU_CHANNELS, MAX_COUNT, MISSING, SATURATED } from '@solestream/firmware-protocol'
import type { InsoleLayout, SamplePacket } from '@solestream/firmware-protocol'
import type { SampleBlock, Side } from '@solestream/processing/model'

/** A packet's samples: valid until the next packet is decoded, unless copied. */
export interface Draft extends Omit<SamplePacket, 'version' | 'temperature_C'> {
  /** The count that stands for saturation. */
  readonly full: number
}

/** The count that stands for saturation: the layout's full scale, else the largest count there is. */
export function fullCount(layout: InsoleLayout): number {
  const count = Math.round((layout.fullScale - layout.offset) / layout.scale)
  return Number.isFinite(count) && count > 0 && count < MAX_COUNT ? count : MAX_COUNT
}

/** To be kept beyond the next packet. */
export function kept(draft: Draft): Draft {
  const { n, sensors, counts, imu } = draft
  return { ...draft, counts: counts.slice(0, n * sensors), imu: imu && imu.slice(0, n * IMU_CHANNELS) }
}

/** Samples from..to - 1 of planes of `size` samples as a block. */
export function blockOf(
  { sensors, counts, imu, size, full }: Pick<Draft, 'sensors' | 'counts' | 'imu' | 'full'> & { readonly size: number },
  from: number,
  to: number,
  rest: Pick<SampleBlock, 'sequence' | 'time_s' | 'lostBefore' | 'recovered'> & { readonly side: Side },
): SampleBlock {
  const n = to - from
  const values = new Float32Array(n * sensors)
  let saturated = 0
  for (let k = 0, j = 0; k < sensors; k++)
    for (let i = 0, at = k * size + from; i < n; i++, at++, j++) {
      const count = counts[at] as number
      if (count === SATURATED) saturated++
      values[j] = count < MISSING ? count : count === SATURATED ? full : NaN
    }
  const axes = imu && new Int16Array(n * IMU_CHANNELS)
  if (imu !== null && axes !== null)
    for (let k = 0, j = 0; k < IMU_CHANNELS; k++) for (let i = 0; i < n; i++, j++) axes[j] = imu[k * size + from + i] as number
  return {
    ...{ side: rest.side, sequence: rest.sequence, n, sensors, time_s: rest.time_s },
    ...{ counts: values, imu: axes, lostBefore: rest.lostBefore, saturated, recovered: rest.recovered },
  }
}
