import { whole } from './bytes.ts'

/** On the air: i16, 0.01 degree Celsius; this code says unknown. */
const UNKNOWN = -0x8000

export const temperatureToWire = (celsius: number | null): number =>
  celsius === null ? UNKNOWN : whole(Math.round(celsius * 100), -0x7fff, 0x7fff)
export const temperatureFromWire = (i16: number): number | null => (i16 === UNKNOWN ? null : i16 / 100)
