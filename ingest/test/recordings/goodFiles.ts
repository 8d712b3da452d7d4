import type { OpenOptions, RecordingFormat } from '@solestream/ingest/recordings'

/** A small file of one kind, correct to the last byte, to be spoilt by tests. */
export interface GoodFile {
  readonly name: string
  readonly format: RecordingFormat
  readonly options: OpenOptions
  readonly header: readonly string[]
  readonly rows: readonly string[]
  readonly separator: ',' | '\t'
  /** Index of the time in a row. */
  readonly timeColumn: number
  /** What ends every row before its line end. */
  readonly rowEnd: string
}

export const ROWS = 60

const table = (row: (i: number) => readonly (string | number)[], separator: string, rowEnd = ''): string[] =>
  Array.from({ length: ROWS }, (_, i) => row(i).join(separator) + rowEnd)
const sensors = (n: number, i: number): string[] => Array.from({ length: n }, (_, k) => (((i + 1) * (k + 3)) % 211).toFixed(3))
const seconds = (i: number): string => ((i + 1) / 100).toFixed(5)

const csv: GoodFile = {
  name: 'csv',
  format: 'csv',
  options: {},
  header: ['time_s,left_1,left_2,right_1,right_2'],
  rows: table((i) => [seconds(i), ...sensors(4, i)], ','),
  separator: ',',
  timeColumn: 0,
  rowEnd: '',
}

const balance: GoodFile = {
  ...csv,
  name: 'csv of a balance trial',
  header: ['time_s,cop_ap_mm,cop_ml_mm'],
  rows: table((i) => [seconds(i), ...sensors(2, i)], ','),
}

const gaitpdb: GoodFile = {
  name: 'gaitpdb',
  format: 'gaitpdb',
  options: {},
  header: [],
  rows: table((i) => [seconds(i), ...sensors(18, i)], '\t'),
  separator: '\t',
  timeColumn: 0,
  rowEnd: '',
}

const numbers = Array.from({ length: 99 }, (_, i) => String(i + 1))

const pedar: GoodFile = {
  name: 'pedar',
  format: 'pedar',
  options: {},
  header: [
    'file name:  made.sol\tdate/time  01.02.26 10.00',
    'sensor type:  y-0000l-0000r-01jan2026 ',
    `total time [secs]:  ${seconds(ROWS - 1)}\ttime per frame [secs]:  0.01000\tscanning rate [Hz]:   100`,
    'pressure values in  kPa',
    '',
    'mask definition: ',
    `left insole: ${numbers.join(',')},`,
    `right insole: ${numbers.join(',')},`,
    '',
    `time[secs]    \t${[...numbers, ...numbers].map((n) => n.padStart(7)).join('\t')}`,
  ],
  rows: table((i) => [seconds(i).padStart(12), ...sensors(198, i).map((v) => v.padStart(7))], '\t', '\t'),
  separator: '\t',
  timeColumn: 0,
  rowEnd: '\t',
}

const stappone: GoodFile = {
  name: 'stappone',
  format: 'stappone',
  options: { side: 'right' },
  header: [
    'sole_id,timestamp,accel_x,accel_y,accel_z,gyro_x,gyro_y,gyro_z,magn_x,magn_y,magn_z,' +
      `${Array.from({ length: 12 }, (_, i) => `pressure_${String(i + 1).padStart(2, '0')}`).join(',')},corrupt`,
  ],
  rows: table((i) => [2, 1768494979568 + 16 * i, -1780, -387, 9748, -6108, -31764, 3665, 0, 0, 0, ...sensors(12, i), 0], ','),
  separator: ',',
  timeColumn: 1,
  rowEnd: '',
}

export const GOOD_FILES: readonly GoodFile[] = [csv, balance, gaitpdb, pedar, stappone]

export const textOf = ({ header }: GoodFile, rows: readonly string[], newline = '\n'): string =>
  [...header, ...rows].map((line) => line + newline).join('')
