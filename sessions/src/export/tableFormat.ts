import { SIDES } from '@solestream/processing/model'
import { metricDictionary } from './about.ts'
import type { ExportFormat, ExportFormatName, ExportSession, Target } from './model.ts'
import {
  EVENT_COLUMNS,
  eventCells,
  sampleCells,
  sampleColumns,
  STRIDE_COLUMNS,
  strideCells,
  SUMMARY_COLUMNS,
  summaryCells,
  type Cells,
  type Column,
} from './tables.ts'

export interface TableWriter {
  rows(n: number, cells: readonly Cells[]): Promise<void>
  end(): Promise<void>
}
export type OpenTable = (target: Target, name: string, columns: readonly Column[], session: ExportSession) => TableWriter

/** Samples of each foot, events, strides and summary as tables, one file each, with what they are beside them. */
export const tableFormat = (name: ExportFormatName, ending: string, open: OpenTable): ExportFormat => ({
  name,
  async write(session, target) {
    const folder = session.about.session
    const table = (what: string, columns: readonly Column[]): TableWriter => open(target, `${folder}/${what}.${ending}`, columns, session)
    const whole = async (what: string, columns: readonly Column[], cells: readonly Cells[]): Promise<void> => {
      const writer = table(what, columns)
      const n = cells[0]!.length
      if (n > 0) await writer.rows(n, cells)
      await writer.end()
    }
    const columns: Record<string, readonly Column[]> = { events: EVENT_COLUMNS, strides: STRIDE_COLUMNS, summary: SUMMARY_COLUMNS }
    if (session.hasSamples) {
      const sides = SIDES.filter((side) => session.insoles.some((insole) => insole.side === side))
      const writers = new Map(sides.map((side) => [side, table(`samples_${side}`, sampleColumns(session, side))]))
      for (const side of sides) columns[`samples_${side}`] = sampleColumns(session, side)
      const events = await session.run((block) => writers.get(block.side)!.rows(block.n, sampleCells(block)))
      for (const writer of writers.values()) await writer.end()
      await whole('events', EVENT_COLUMNS, eventCells(events))
    }
    await whole('strides', STRIDE_COLUMNS, strideCells(session.strides))
    await whole('summary', SUMMARY_COLUMNS, summaryCells(session))
    await target.text(`${folder}/session.json`, `${JSON.stringify(session.about, null, 1)}\n`)
    await target.text(`${folder}/dictionary.json`, `${JSON.stringify({ columns, metrics: metricDictionary() }, null, 1)}\n`)
  },
})
