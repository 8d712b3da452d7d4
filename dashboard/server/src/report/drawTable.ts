import type { Cell, Table } from '@solestream/dashboard-shared/report'
import { colour, PAGE, type Paper, type TextStyle } from './paper.ts'

export interface TableStyle {
  readonly x: number
  readonly widths: readonly number[]
  readonly size: number
  /** Room above and below the words of a row. */
  readonly room: number
}

const GAP = 6

const inkOf = ({ side }: Cell, otherwise: 'text' | 'text2') => (side === undefined ? otherwise : (`${side}T` as const))

/** The table from y down; gives where it ends. `next`: a new page, and where its rows begin; without it all stays on this one. */
export function drawTable(paper: Paper, table: Table, y: number, style: TableStyle, next?: () => number): number {
  const { x, widths, size, room } = style
  const length = widths.reduce((sum, w) => sum + w, 0)

  function row(cells: readonly Cell[], top: number, of: (cell: Cell, k: number) => TextStyle): number {
    const tallest = Math.max(...cells.map((cell, k) => paper.heightOf(cell.words, widths[k]! - GAP, of(cell, k))))
    let at = x
    for (const [k, cell] of cells.entries()) {
      const width = widths[k]!
      if (cell.words !== '')
        paper.write(cell.words, k === 0 ? at : at + GAP, top + room, width - GAP, { ...of(cell, k), align: k === 0 ? 'left' : 'right' })
      at += width
    }
    return top + tallest + 2 * room
  }
  const head = (top: number): number => {
    const bottom = row(table.head, top, (cell) => ({ size: size - 0.5, bold: cell.bold === true, ink: inkOf(cell, 'text2') }))
    paper.rule(bottom, 'axis', 0.7, x, length)
    return bottom
  }
  const styleOf = (cell: Cell): TextStyle => ({ size, bold: cell.bold === true, ink: inkOf(cell, 'text') })

  let at = head(y)
  for (const [k, cells] of table.rows.entries()) {
    const tall = Math.max(...cells.map((cell, c) => paper.heightOf(cell.words, widths[c]! - GAP, styleOf(cell)))) + 2 * room
    if (next !== undefined && at + tall > PAGE.height - PAGE.bottom - 20) at = head(next())
    else if (k > 0) paper.rule(at, 'grid', 0.6, x, length)
    at = row(cells, at, styleOf)
  }
  paper.doc.strokeColor(colour('grid'))
  return at
}

/** Column widths of a table in `length`: the first takes what the others, by their share, leave. */
export function columns(length: number, first: number, shares: readonly number[]): readonly number[] {
  const all = shares.reduce((sum, s) => sum + s, 0)
  return [first, ...shares.map((share) => ((length - first) * share) / all)]
}
