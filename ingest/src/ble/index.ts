export { createBleSource, type BleSourceOptions } from './bleSource.ts'
export { TIMING, type Timing } from './timing.ts'
export type { Advertisement, Connection, Radio, RadioListener, RadioState } from './radio.ts'
export { RadioUnavailable } from './radio.ts'
