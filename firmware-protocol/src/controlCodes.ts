/** Codes of control commands; a response has the command's code + 0x80. */
export const COMMAND = {
  start: 0x01,
  stop: 0x02,
  rate: 0x03,
  timeSync: 0x04,
  selectPage: 0x05,
} as const

/** Codes kept for later minor versions: an insole without the feature answers `not-supported`. PROTOCOL.md section 5.3. */
export const RESERVED_COMMAND = {
  backfill: 0x10,
  backfillCancel: 0x11,
  flashList: 0x20,
  flashStart: 0x21,
  flashStop: 0x22,
  flashRead: 0x23,
  flashErase: 0x24,
  tare: 0x30,
  calibrationBegin: 0x31,
  calibrationPage: 0x32,
  calibrationCommit: 0x33,
  signal: 0x40,
} as const

/** How a command ended; the index is the code on the air. */
export const RESULTS = [
  'ok',
  'unknown-command',
  'not-supported',
  'bad-length',
  'bad-value',
  'busy',
  'not-authorised',
  'wrong-state',
  'loaded',
  'storage-failed',
  'not-found',
  'wrong-version',
] as const
export type Result = (typeof RESULTS)[number]
