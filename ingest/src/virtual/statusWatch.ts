import { ATT_HEADER_BYTES } from '@solestream/firmware-protocol'
import type { VirtualInsole } from './insole.ts'

/** Which status notifications are due: PROTOCOL.md, R-STATUS-1. */
export interface StatusWatch {
  /** Null: nothing changed, the last one was less than a second ago, or it does not fit one notification. */
  due(now_s: number, mtu: number): Uint8Array | null
}

const EVERY_S = 1
const FLAGS = 2
const DROPPED = [16, 20] as const
const MAP = 24

export function createStatusWatch(insole: Pick<VirtualInsole, 'read'>): StatusWatch {
  let told: string | null = null
  let told_s = -Infinity
  return {
    due(now_s, mtu) {
      if (now_s - told_s < EVERY_S) return null
      const status = insole.read('status', now_s)
      const now = [status[FLAGS], ...status.subarray(...DROPPED), ...status.subarray(MAP)].join()
      const first = told === null
      if (now === told) return null
      told = now
      // What was so when it was first looked at is no change.
      if (first || status.length > mtu - ATT_HEADER_BYTES) return null
      told_s = now_s
      return status
    },
  }
}
