import * as p from '@solestream/firmware-protocol'
import type { Command } from '@solestream/firmware-protocol'
import { vectors } from '../vectorFiles.ts'

/** Byte 0 of an input of c/fuzz/codec/target.c. */
const DECODERS = [
  'samples',
  'identity',
  'layout',
  'calibration',
  'status',
  'command',
  'response',
  'sample-fragments',
  'layout-pages',
  'calibration-pages',
]
const FIRST_OF_SEVERAL = DECODERS.indexOf('sample-fragments')

/** Every vector as an input. */
export const codecSeeds = (): Uint8Array[] =>
  vectors().map(({ kind, lines }) => {
    const which = DECODERS.indexOf(kind)
    const parts = which < FIRST_OF_SEVERAL ? lines : lines.map((line) => Uint8Array.of(line.length & 0xff, line.length >> 8, ...line))
    return Uint8Array.of(which, ...parts.flatMap((part) => [...part]))
  })

/** Days of c/fuzz/insole/target.c that reach each command, with and without a link. */
export function insoleSeeds(): Uint8Array[] {
  const written = (...commands: Command[]) => commands.flatMap((command) => [...framed(p.encodeCommand(command))])
  const framed = (bytes: Uint8Array) => [0, bytes.length, ...bytes]
  const run = [1, 50]
  const [connect, small, disconnect, reboot] = [
    [2, 224],
    [2, 0],
    [3, 0],
    [7, 0],
  ] as const
  const read = [3, 4, 5, 6].flatMap((type) => [4, type])
  const request = 1
  const start = written({ command: 'start', request })
  const stop = written({ command: 'stop', request })
  const slower = written({ command: 'rate', request, rate_Hz: 50 })
  const backfill = written({ command: 'backfill', request, firstSequence: 0, count: 32 })
  const cancel = written({ command: 'backfillCancel', request })
  const tare = written({ command: 'tare', request, tared_utc: '2026-01-31T12:00:00Z' }, { command: 'tareDate', request })
  const sixteen = Array.from({ length: 16 }, (_, k) => k)
  const document = p.encodeCalibration({
    id: 'c',
    method: 'bench',
    unit: 'N',
    calibrated_utc: '2026-01-31T12:00:00Z',
    temperature_C: null,
    zero: sixteen,
    gain: sixteen,
  })
  const calibrate = written(
    { command: 'calibrationBegin', request, size_bytes: document.length },
    ...p.pagesToWrite(document, 247).map((page) => ({ command: 'calibrationPage', request, ...page }) as const),
    { command: 'calibrationCommit', request },
  )
  const others = written(
    { command: 'timeSync', request, echo: 7 },
    { command: 'selectPage', request, document: 'calibration', page: 0 },
    { command: 'reserved', request, code: p.RESERVED_COMMAND.signal, content: new Uint8Array(0) },
  )
  return [
    [...connect, ...start, ...run, ...disconnect, ...run, ...connect, ...start, ...run, ...backfill, ...run],
    [...small, ...start, ...run, ...backfill, ...run, ...cancel, ...stop, ...run],
    [...connect, ...run, ...run, ...run, ...tare, ...read, ...reboot, ...read],
    [...connect, ...calibrate, ...read, ...reboot, ...read, ...run, ...run, ...run, ...tare, ...read],
    [...connect, ...slower, ...start, ...run, 6, 3, ...run, 6, 7, ...run, ...others, ...backfill, ...slower, ...run],
  ].map((bytes) => Uint8Array.from(bytes))
}
