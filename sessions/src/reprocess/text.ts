import Table from 'cli-table3'
import { METRICS } from '@solestream/processing/model'
import type { ResultKey } from '@solestream/processing/storage'
import { decimalsOf, number } from '../analyze/numbers.ts'
import type { Reprocessed } from './reprocess.ts'

const named = (key: ResultKey | null): string => (key === null ? 'no result' : `${key.algorithm}, ${key.mode}`)

/** What changed in a session, or would: one line a figure. */
export function reprocessText(of: Reprocessed): string {
  if (of.refused !== null) return `${of.session}: not computed: ${of.refused}.`
  const { session, before, after, strides, validStrides, changes, stored } = of
  const verb = stored ? 'is now' : 'would be'
  const head =
    `${session}: ${named(before)} ${verb} ${named(after)}; strides ${strides.before} -> ${strides.after}, ` +
    `valid ${validStrides.before} -> ${validStrides.after}; ${changes.length === 0 ? 'no figure changes' : `${changes.length} figures change`}.`
  if (changes.length === 0) return head
  const table = new Table({ head: ['', 'of', 'unit', 'before', 'after', 'difference'], style: { head: [], border: [] } })
  for (const { metric, of: which, before: a, after: b } of changes) {
    const unit = which === 'asymmetry' ? '%' : METRICS[metric].unit
    const decimals = decimalsOf(unit)
    const cell = (value: number | null): string => (value === null ? '-' : number(value, decimals))
    table.push([metric, which, unit, cell(a), cell(b), a === null || b === null ? '-' : number(b - a, decimals)])
  }
  return `${head}\n${table.toString()}`
}
