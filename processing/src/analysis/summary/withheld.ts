import type { MetricDefinition } from '../../model/index.ts'

/** Why a figure is withheld, for people. */
export function tooFew(
  n: number,
  { minimumN, counts, absent }: Pick<MetricDefinition, 'minimumN' | 'counts' | 'absent'>,
  strides: number,
): string {
  if (counts === 'minutes') return `${n === 1 ? '1 minute was' : `${n} minutes were`} recorded, ${minimumN} are needed`
  const one = counts === 'strides' ? '1 valid stride has it' : '1 pair of valid strides has it'
  const many = counts === 'strides' ? `${n} valid strides have it` : `${n} pairs of valid strides have it`
  const why = absent === undefined || n >= strides ? '' : `; the others: ${absent}`
  return `${n === 1 ? one : many}, ${minimumN} are needed (${strides} strides in all${why})`
}
