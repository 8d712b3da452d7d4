import type { VirtualInsole } from '@solestream/ingest/virtual'
import { seeded } from '../clockModel.ts'

const DELAY_s = 1

/** Everything that it notifies comes a second late; answers do not. */
function delayed(insole: VirtualInsole): VirtualInsole {
  const held: { readonly at_s: number; readonly bytes: Uint8Array }[] = []
  return around(insole, {
    due(now_s, busy) {
      for (const bytes of insole.due(now_s, busy)) held.push({ at_s: now_s + DELAY_s, bytes })
      const out: Uint8Array[] = []
      while (held[0] !== undefined && held[0].at_s <= now_s) out.push((held.shift() as { bytes: Uint8Array }).bytes)
      return out
    },
    nextDue_s() {
      const [next, first] = [insole.nextDue_s(), held[0]?.at_s ?? null]
      return next === null || first === null ? (next ?? first) : Math.min(next, first)
    },
  })
}

/** Each batch of notifications through `air`. */
function through(air: (bytes: Uint8Array) => readonly Uint8Array[]): (insole: VirtualInsole) => VirtualInsole {
  return (insole) => around(insole, { due: (now_s, busy) => insole.due(now_s, busy).flatMap(air) })
}

/** One in ten is twice there, one in ten is behind its next one, one in twenty is cut, one in twenty is no packet of ours at all. */
function messy(): (bytes: Uint8Array) => readonly Uint8Array[] {
  const random = seeded(11)
  let behind: Uint8Array | null = null
  return (bytes) => {
    const chance = random()
    const before = behind
    behind = null
    const now = ((): readonly Uint8Array[] => {
      if (chance < 0.1) return [bytes, bytes]
      if (chance < 0.2) {
        behind = bytes
        return []
      }
      if (chance < 0.25) return [bytes.subarray(0, Math.floor(random() * bytes.length))]
      if (chance < 0.3) return [Uint8Array.from({ length: 40 }, () => Math.floor(256 * random())), bytes]
      return [bytes]
    })()
    return before === null ? now : [...now, before]
  }
}

/** It says that it speaks version 2. */
const newer = (insole: VirtualInsole): VirtualInsole =>
  around(insole, {
    read(what, now_s) {
      const bytes = insole.read(what, now_s)
      if (what === 'identity') bytes[0] = 2
      return bytes
    },
  })

/** What it has of its own stands in front of what the insole has; the insole's getters stay alive. */
function around(insole: VirtualInsole, own: Partial<VirtualInsole>): VirtualInsole {
  return Object.assign(Object.create(insole) as VirtualInsole, own)
}

export const FAULTS = { delayed, messy: through(messy()), newer } as const
export type FaultName = keyof typeof FAULTS
