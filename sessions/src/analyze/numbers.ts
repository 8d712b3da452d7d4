/** Decimals that suit a unit's usual resolution. */
export const decimalsOf = (unit: string): number =>
  ({ '': 2, s: 3, ratio: 3, m: 3, 'm/s': 2, 'm min': 5, Hz: 3, BW: 2, 'BW s': 3, N: 0, kPa: 0 })[unit] ?? 1

/** With a sign always, and a true minus. */
export const signed = (value: number): string => `${value < 0 ? '\u2212' : '+'}${Math.abs(value).toFixed(1)}`
