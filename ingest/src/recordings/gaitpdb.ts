import type { InsoleLayout, LayoutSensor, Region } from '@solestream/firmware-protocol'
import type { InsoleDescription, Side } from '@solestream/processing/model'
import { givenLayout } from './layouts.ts'
import type { RecordingReader } from './reader.ts'
import { readTableHead, refuseOtherUnit } from './table.ts'
import type { Table } from './table.ts'
import { tableRecording } from './tableRecording.ts'

const COLUMNS = 19

/**
 * The 8 places of both feet (PhysioNet gaitpdb, format.txt), right foot, moved so that x is 0 on the foot's middle line and y is 0 at the
 * rear sensor: arbitrary units, the distances of one foot only relative to each other. How far the insole reaches beyond its sensors, 1600 of these
 * units apart lengthwise and 400 across, is not known. Sensors 1 and 8 lie on the middle line, behind the heel's pair and before the forefoot's: no
 * medial or lateral part is over them.
 */
const PLACES: readonly (readonly [x: number, y: number, region: Region])[] = [
  [0, 0, 'unknown'],
  [200, 400, 'heelL'],
  [-200, 400, 'heelM'],
  [200, 800, 'midL'],
  [-200, 800, 'midM'],
  [200, 1200, 'mth45'],
  [-200, 1200, 'mth1'],
  [0, 1600, 'unknown'],
]

export const gaitpdb8 = (side: Side, fullScale_N: number): InsoleLayout => ({
  id: 'gaitpdb-8',
  side,
  geometry: 'arbitrary',
  length_mm: 0,
  width_mm: 0,
  unit: 'N',
  offset: 0,
  scale: 1,
  fullScale: fullScale_N,
  sensors: PLACES.map(([x_mm, y_mm, region]): LayoutSensor => ({ x_mm, y_mm, area_mm2: 0, region })),
  outline: [],
})

/** PhysioNet "Gait in Parkinson's Disease": time, 8 left, 8 right sensors in N (not calibrated), both totals. No header. */
export const gaitpdbReader: RecordingReader = {
  format: 'gaitpdb',
  recognises: (head) => {
    const first = (head.text.split('\n', 1)[0] ?? '').trim().split(/[ \t]+/)
    return first.length === COLUMNS && first.every((cell) => /^-?\d+(\.\d*)?$/.test(cell))
  },
  open(file, options) {
    refuseOtherUnit(options, 'N', 'gaitpdb')
    const table: Table = { file, rows: { separator: 'blank', columns: COLUMNS, skipLines: 0 }, left: 8, right: 8 }
    const { rate_Hz, largest } = readTableHead(table)
    const describe = (side: Side): InsoleDescription => ({
      side,
      sensors: 8,
      rate_Hz,
      layout: options.layout === undefined ? gaitpdb8(side, largest > 0 ? largest : 1) : givenLayout(options.layout, side, 8, 'N'),
      calibration: null,
    })
    return tableRecording('gaitpdb', table, rate_Hz, [describe('left'), describe('right')])
  },
}
