import type { InsoleInfo } from '../src/record.ts'

/** An insole with `sensors` sensors and microsecond ticks. */
export function infoOf(side: 'left' | 'right', clock: 'device' | 'shared', sensors = 2, boot = 1): InsoleInfo {
  const identity = {
    protocolMajor: 1,
    protocolMinor: 0,
    side,
    serial: `test-${side}`,
    model: 'test',
    sensors,
    hasImu: false,
    tick_ns: 1000,
    rate_Hz: 100,
    features: 0,
    boot,
  }
  const sensor = { x_mm: 0, y_mm: 100, area_mm2: 100, region: 'whole' as const }
  const layout = {
    id: 'test',
    side,
    geometry: 'mm' as const,
    length_mm: 260,
    width_mm: 90,
    unit: 'raw' as const,
    offset: 0,
    scale: 1,
    fullScale: 4000,
    sensors: Array.from({ length: sensors }, () => sensor),
    outline: [],
  }
  return { identity, layout, calibration: null, clock }
}
