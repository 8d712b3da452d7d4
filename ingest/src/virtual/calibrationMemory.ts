import { createCalibrationReceiver, decodeCalibration, encodeCalibration, paged, refused, TYPE } from '@solestream/firmware-protocol'
import type { Calibration, Command, InsoleLayout, Response } from '@solestream/firmware-protocol'
import { tareOf } from './tare.ts'
import type { Second } from './tare.ts'

/** What an insole keeps over power loss. */
export interface KeptCalibration {
  readonly calibration: Calibration | null
  /** Whole seconds; null: the zeros are those of the calibration as it was written. */
  readonly tared_utc: string | null
}

/** The insole's side of PROTOCOL.md 5.4 and 5.5. */
export interface CalibrationMemory extends KeptCalibration {
  /** Attribute values. */
  readonly pages: readonly Uint8Array[]
  /** To the commands of these sections; all others are not supported. `second`: the counts of the last second, null where there is less. */
  answer(command: Command, second: () => Second | null): Response
  disconnected(): void
}

/** More than 255 sensors need. */
const MOST_BYTES = 4600

/** `keep` puts it where it stays, and says whether it could. */
export function createCalibrationMemory(
  sensors: number,
  layout: InsoleLayout,
  first: KeptCalibration,
  keep: (kept: KeptCalibration) => boolean,
): CalibrationMemory {
  const receiver = createCalibrationReceiver(sensors, MOST_BYTES)
  let now = first
  let pages = pagesOf(now.calibration)

  function store(next: KeptCalibration): boolean {
    if (!keep(next)) return false
    now = next
    pages = pagesOf(now.calibration)
    return true
  }
  function written(document: Uint8Array): boolean {
    const calibration = decodeCalibration(document)
    return calibration.ok && store({ calibration: calibration.value, tared_utc: null })
  }

  return {
    get calibration() {
      return now.calibration
    },
    get tared_utc() {
      return now.tared_utc
    },
    get pages() {
      return pages
    },
    answer(command, second) {
      const { request } = command
      switch (command.command) {
        case 'tare': {
          const tared = tareOf(layout, now.calibration, sensors, second())
          if (!('calibration' in tared)) return refused(command, tared.refused)
          const kept = store({ calibration: tared.calibration, tared_utc: command.tared_utc })
          return kept ? { command: 'tare', request, result: 'ok' } : refused(command, 'storage-failed')
        }
        case 'tareDate':
          if (now.tared_utc === null) return refused(command, 'not-found')
          return { command: 'tareDate', request, result: 'ok', tared_utc: now.tared_utc }
        case 'calibrationBegin':
          return { command: command.command, request, result: receiver.begin(command.size_bytes) }
        case 'calibrationPage':
          return { command: command.command, request, result: receiver.page(command.offset_bytes, command.content) }
        case 'calibrationCommit':
          return { command: command.command, request, result: receiver.commit(written) }
        default:
          return refused(command, 'not-supported')
      }
    },
    disconnected() {
      receiver.reset()
    },
  }
}

const pagesOf = (calibration: Calibration | null): readonly Uint8Array[] =>
  paged(TYPE.calibrationPage, calibration === null ? new Uint8Array(0) : encodeCalibration(calibration))
