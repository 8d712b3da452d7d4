import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { Cells, Column } from './tables.ts'
import { tableFormat, type OpenTable } from './tableFormat.ts'

/** Rows that are put together before they are written: small groups compress badly. */
const GROUP = 65_536

const PHYSICAL = { f64: 'DOUBLE', f32: 'FLOAT', i32: 'INT32', bool: 'BOOLEAN', text: 'BYTE_ARRAY' } as const
type Physical = (typeof PHYSICAL)[Column['type']]
type Values = (number | string | boolean | null)[]

const schemaOf = (columns: readonly Column[]) => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ name, type }) => ({
    name,
    type: PHYSICAL[type] as Physical,
    repetition_type: 'OPTIONAL' as const,
    ...(type === 'text' ? { converted_type: 'UTF8' as const } : {}),
  })),
]

/** NaN says that there is none, and so does null: readers know only the second. */
const cellsOf = (cells: Cells, n: number): Values =>
  Array.from({ length: n }, (_, i) => {
    const value = cells[i] ?? null
    return typeof value === 'number' && !Number.isFinite(value) ? null : value
  })

const open: OpenTable = (target, name, columns, session) => {
  const { about } = session
  const writer = new ParquetWriter({
    writer: fileWriter(target.path(name)),
    schema: schemaOf(columns),
    createdBy: `solestream ${about.software.version}`,
    kvMetadata: [
      { key: 'solestream.session', value: JSON.stringify(about) },
      { key: 'solestream.columns', value: JSON.stringify(columns) },
    ],
  })
  let waiting: Values[] = columns.map(() => [])
  const flush = async (): Promise<void> => {
    if (waiting[0]!.length === 0) return
    const columnData = columns.map(({ name: column, type }, k) => ({
      name: column,
      data: waiting[k]!,
      ...(type === 'i32' ? { encoding: 'DELTA_BINARY_PACKED' as const } : {}),
    }))
    waiting = columns.map(() => [])
    await writer.write({ columnData, rowGroupSize: GROUP })
  }
  return {
    async rows(n, cells) {
      for (const [k, of] of cells.entries()) for (const value of cellsOf(of, n)) waiting[k]!.push(value)
      if (waiting[0]!.length >= GROUP) await flush()
    },
    async end() {
      await flush()
      // Where readers look for a column's unit.
      for (const { columns: chunks } of writer.row_groups)
        for (const [k, { meta_data }] of chunks.entries())
          if (meta_data)
            meta_data.key_value_metadata = [
              { key: 'unit', value: columns[k]!.unit },
              { key: 'description', value: columns[k]!.description },
            ]
      await writer.finish()
    },
  }
}

/** Typed; units and descriptions in the metadata of each column, everything about the session in the file's. */
export const parquet = tableFormat('parquet', 'parquet', open)
