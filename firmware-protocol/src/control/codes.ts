/** Codes of control commands; a response has the command's code + 0x80. PROTOCOL.md sections 5.1 and 5.2. */
export const COMMAND = {
  start: 0x01,
  stop: 0x02,
  rate: 0x03,
  timeSync: 0x04,
  selectPage: 0x05,
  // Since minor version 1, each with its feature bit.
  backfill: 0x10,
  backfillCancel: 0x11,
  tare: 0x30,
  calibrationBegin: 0x31,
  calibrationPage: 0x32,
  calibrationCommit: 0x33,
  tareDate: 0x34,
} as const
export type CommandName = keyof typeof COMMAND

/** Codes kept for later minor versions: an insole without the feature answers `not-supported`. PROTOCOL.md section 5.3. */
export const RESERVED_COMMAND = {
  flashList: 0x20,
  flashStart: 0x21,
  flashStop: 0x22,
  flashRead: 0x23,
  flashErase: 0x24,
  signal: 0x40,
} as const

/** A response's code is the command's with this bit. */
export const RESPONSE_BIT = 0x80

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

const NAMES: ReadonlyMap<number, CommandName> = new Map(Object.entries(COMMAND).map(([name, code]) => [code, name as CommandName]))
const RESERVED: ReadonlySet<number> = new Set(Object.values(RESERVED_COMMAND))

/** `reserved`: kept for later; null: no command of this version. */
export const commandNamed = (code: number): CommandName | 'reserved' | null => NAMES.get(code) ?? (RESERVED.has(code) ? 'reserved' : null)
