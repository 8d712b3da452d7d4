import { MAX_WRITTEN_BYTES, WRITE_HEADER_BYTES } from '../control/commands.ts'
import type { Result } from '../control/codes.ts'
import { ATT_HEADER_BYTES } from '../version.ts'
import { decodeCalibration } from './calibrationCodec.ts'

export interface WrittenPage {
  readonly offset_bytes: number
  readonly content: Uint8Array
}

/** What the host sends between calibrationBegin and calibrationCommit, in order: pages as large as one write of this ATT MTU holds. */
export function pagesToWrite(document: Uint8Array, mtu: number): WrittenPage[] {
  const room = Math.min(MAX_WRITTEN_BYTES, mtu - ATT_HEADER_BYTES - WRITE_HEADER_BYTES)
  if (!(room > 0)) throw new RangeError(`no page fits an ATT MTU of ${mtu}`)
  return Array.from({ length: Math.ceil(document.length / room) }, (_, k) => ({
    offset_bytes: k * room,
    content: document.slice(k * room, (k + 1) * room),
  }))
}

/** The insole's side of a calibration write: PROTOCOL.md R-CALIBRATION-3 to 7. */
export interface CalibrationReceiver {
  /** A document that was begun before is forgotten. */
  begin(size_bytes: number): Result
  page(offset_bytes: number, content: Uint8Array): Result
  /**
   * `store` keeps the document over power loss, and says whether it could. Called only with a sound document, and not again for a commit
   * that is repeated after an ok.
   */
  commit(store: (document: Uint8Array) => boolean): Result
  /** The connection ended: what was begun is forgotten. */
  reset(): void
}

/** `most_bytes`: the largest document that the insole can hold. */
export function createCalibrationReceiver(sensors: number, most_bytes: number): CalibrationReceiver {
  /** null: nothing is begun. */
  let document: Uint8Array | null = null
  let received = 0
  let stored = false

  return {
    begin(size_bytes) {
      if (size_bytes < 1 || size_bytes > most_bytes) return 'bad-value'
      document = new Uint8Array(size_bytes)
      received = 0
      stored = false
      return 'ok'
    },
    page(offset_bytes, content) {
      if (document === null || stored) return 'wrong-state'
      const end = offset_bytes + content.length
      if (offset_bytes > received || end > document.length) return 'bad-value'
      // A page that is repeated says the same bytes again, and none that are new.
      if (offset_bytes < received) {
        const known = document
        return end <= received && content.every((byte, k) => known[offset_bytes + k] === byte) ? 'ok' : 'bad-value'
      }
      document.set(content, offset_bytes)
      received = end
      return 'ok'
    },
    commit(store) {
      if (document === null || received < document.length) return 'wrong-state'
      if (stored) return 'ok'
      const calibration = decodeCalibration(document)
      if (!calibration.ok || calibration.value.zero.length !== sensors) return 'bad-value'
      stored = store(document.slice())
      return stored ? 'ok' : 'storage-failed'
    },
    reset() {
      document = null
      received = 0
      stored = false
    },
  }
}
