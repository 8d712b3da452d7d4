import type { Cell, Table } from '@solestream/dashboard-shared/report'

const classOf = ({ side, bold }: Cell): string | undefined => (side !== undefined ? `side ${side}` : bold === true ? 'strong' : undefined)

export function ReportTable({ table, className = '' }: { table: Table; className?: string }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={table.caption}>
      <table class={`report-table ${className}`}>
        <thead>
          <tr>
            {table.head.map((cell, k) =>
              cell.words === '' ? (
                <td key={k} />
              ) : (
                <th key={k} scope="col" class={classOf(cell)}>
                  {cell.words}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, r) => (
            <tr key={r}>
              {cells.map((cell, k) =>
                k === 0 ? (
                  <th key={k} scope="row">
                    {cell.words}
                  </th>
                ) : (
                  <td key={k} class={classOf(cell)}>
                    {cell.words}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
