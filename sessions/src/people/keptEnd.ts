import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { AuditHead } from './state/auditLog.ts'

/** The end of the log beside its key, as it was last written down. Null: there is none, or nothing that can be read as one. */
export function keptHead(file: string): AuditHead | null {
  if (!existsSync(file)) return null
  try {
    const { seq, mac } = JSON.parse(readFileSync(file, 'utf8')) as Partial<AuditHead>
    return Number.isSafeInteger(seq) && typeof mac === 'string' && /^[0-9a-f]{64}$/.test(mac) ? { seq: seq as number, mac } : null
  } catch {
    return null
  }
}

/** The farthest end of the log that is known: this process's own memory of it, and the file, which another process may have brought farther. */
export function createKeptEnd(file: string) {
  let own: AuditHead | null = null
  return {
    known(): AuditHead | null {
      const kept = keptHead(file)
      return own !== null && (kept === null || kept.seq <= own.seq) ? own : kept
    },
    /** Whole or not at all. */
    keep(head: AuditHead): void {
      if (own?.seq === head.seq && own.mac === head.mac) return
      const fresh = openSync(`${file}.new`, 'w', 0o600)
      try {
        writeSync(fresh, JSON.stringify(head))
        fsyncSync(fresh)
      } finally {
        closeSync(fresh)
      }
      renameSync(`${file}.new`, file)
      own = head
    },
  }
}
