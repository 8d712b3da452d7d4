import { encodeSamples, MISSING, SATURATED } from '@solestream/firmware-protocol'
import type { SampleBlock, Side } from '@solestream/processing/model'
import type { IngestRecord, InsoleInfo } from '../src/record.ts'

/** An insole with `sensors` sensors, microsecond ticks, 100 Hz and a full scale of 4000 counts. */
export function infoOf(side: Side, clock: 'device' | 'shared', sensors = 2, boot = 1): InsoleInfo {
  const identity = {
    ...{ protocolMajor: 1, protocolMinor: 0, side, serial: `test-${side}`, model: 'test', sensors, hasImu: true },
    ...{ tick_ns: 1000, rate_Hz: 100, features: 0, boot },
  }
  const sensor = { x_mm: 0, y_mm: 100, area_mm2: 100, region: 'whole' as const }
  const layout = {
    ...{
      id: 'test',
      side,
      geometry: 'mm' as const,
      length_mm: 260,
      width_mm: 90,
      unit: 'raw' as const,
      offset: 0,
      scale: 1,
      fullScale: 4000,
    },
    ...{ sensors: Array.from({ length: sensors }, () => sensor), outline: [] },
  }
  return { identity, layout, calibration: null, clock }
}
export const insoleRecord = (info: InsoleInfo, host_s = 0): IngestRecord => ({ type: 'insole', side: info.identity.side, host_s, info })

export const PERIOD = 10_000
export const SENSORS = 2

/** What sensor k counts at a sample: some are missing, some saturated, all can be told from their place. */
export function countOf(sequence: number, k: number): number {
  if (sequence % 17 === 3 && k === 1) return MISSING
  if (sequence % 23 === 5 && k === 0) return SATURATED
  return (sequence * 7 + k * 1000) % 4000
}
const imuOf = (sequence: number, channel: number) => ((sequence * 31 + channel * 777) % 65536) - 32768

/** Samples sequence .. sequence + n - 1 of a walk that began with sequence 0 at firstTick. */
export function packetOf(
  sequence: number,
  n: number,
  firstTick = 0,
  boot = 1,
  more: { readonly period?: number; readonly recovered?: boolean } = {},
): Uint8Array {
  return encodeSamples({
    ...{ version: 1, recovered: more.recovered ?? false, boot, sequence: sequence >>> 0, tick: (firstTick + sequence * PERIOD) % 2 ** 32 },
    ...{ period_ticks: more.period ?? PERIOD, n, sensors: SENSORS, temperature_C: null },
    counts: Uint16Array.from({ length: SENSORS * n }, (_, at) => countOf(sequence + (at % n), Math.floor(at / n))),
    imu: Int16Array.from({ length: 6 * n }, (_, at) => imuOf(sequence + (at % n), Math.floor(at / n))),
  })
}
export const packetRecord = (bytes: Uint8Array, host_s: number, side: Side = 'left'): IngestRecord => ({
  type: 'packet',
  side,
  host_s,
  bytes,
})

export interface Sample {
  readonly sequence: number
  readonly time_s: number
  readonly counts: readonly number[]
  readonly imu: readonly number[]
}

/** What blocks hold, whatever their cuts. */
export function samplesOf(blocks: readonly SampleBlock[]): Sample[] {
  return blocks.flatMap((block) =>
    Array.from({ length: block.n }, (_, i) => ({
      sequence: block.sequence + i,
      time_s: block.time_s[i] ?? NaN,
      counts: Array.from({ length: block.sensors }, (_, k) => block.counts[k * block.n + i] ?? -1),
      imu: Array.from({ length: 6 }, (_, k) => block.imu?.[k * block.n + i] ?? -1),
    })),
  )
}
