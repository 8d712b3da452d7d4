import type { MetricDefinition } from '../../model/index.ts'

/** Why a figure is withheld, for people. */
export function tooFew(n: number, { minimumN, counts }: Pick<MetricDefinition, 'minimumN' | 'counts'>, strides: number): string {
  const one = counts === 'strides' ? '1 valid stride has it' : '1 pair of valid strides has it'
  const many = counts === 'strides' ? `${n} valid strides have it` : `${n} pairs of valid strides have it`
  return `${n === 1 ? one : many}, ${minimumN} are needed (${strides} strides in all)`
}
