/** Decimals that suit a unit's usual resolution. */
export const decimalsOf = (unit: string): number =>
  ({ '': 2, s: 3, ratio: 3, m: 3, 'm/s': 2, 'm min': 5, Hz: 3, BW: 2, 'BW s': 3, N: 0, kPa: 0 })[unit] ?? 1

/** With a true minus; what rounds to zero has no sign. */
export function number(value: number, decimals: number): string {
  const fixed = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(fixed) !== 0 ? `\u2212${fixed}` : fixed
}

/** With a sign always, but of zero. */
export const signed = (value: number): string => (Number(value.toFixed(1)) > 0 ? '+' : '') + number(value, 1)
