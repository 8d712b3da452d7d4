import { readSync } from 'node:fs'

const CHUNK = 1 << 22

/**
 * A part of a file in memory that moves forward. Each part has memory of its own, so what was handed out from an earlier one stays valid.
 */
export function createFileWindow(fd: number, startSize: number) {
  let size = startSize
  let bytes = Buffer.alloc(0)
  let start = 0
  return {
    /** Of the file; shrinks when the file does. */
    get size() {
      return size
    },
    /** Makes [at, at + length) present as far as the file goes. Returns the window and where `at` is in it. */
    at(at: number, length: number): { readonly bytes: Buffer; readonly offset: number } {
      const end = Math.min(at + length, size)
      if (at < start || end > start + bytes.length) {
        const next = Buffer.allocUnsafeSlow(Math.min(Math.max(CHUNK, length), size - at))
        const kept = at >= start && at < start + bytes.length ? bytes.subarray(at - start) : next.subarray(0, 0)
        next.set(kept)
        let have = kept.length
        while (have < next.length) {
          const got = readSync(fd, next, have, next.length - have, at + have)
          if (got === 0) {
            size = at + have
            break
          }
          have += got
        }
        bytes = next.subarray(0, have)
        start = at
      }
      return { bytes, offset: at - start }
    },
  }
}
export type FileWindow = ReturnType<typeof createFileWindow>
