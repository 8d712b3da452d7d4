/** Why a figure is withheld, for people. */
export function tooFew(n: number, minimumN: number, strides: number): string {
  const have = n === 1 ? '1 valid stride has it' : `${n} valid strides have it`
  return `${have}, ${minimumN} are needed (${strides} strides in all)`
}
