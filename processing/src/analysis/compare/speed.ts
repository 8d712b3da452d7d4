import type { Summary } from '../../model/index.ts'

/** Speeds further apart than this are another condition. */
export const SPEED_TOLERANCE_M_S = 0.05

/** Speeds are entered to the hundredth: the tolerance itself still matches. */
export const speedsApart = (a: number, b: number): boolean => Math.abs(a - b) > SPEED_TOLERANCE_M_S + 1e-9

/** Walking speed that a session was told, m/s; null: none. */
export const speedOf = ({ speed_m_s }: Summary): number | null => speed_m_s?.both?.value ?? null
