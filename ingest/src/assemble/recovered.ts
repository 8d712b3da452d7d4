import { TYPE } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import type { IngestRecord } from '../record.ts'

const RECOVERED_BIT = 1
/** Of a fragment this much leads the packet's bytes. */
const FRAGMENT_HEADER = 4

/** Tells notifications of recovered samples from all other records, by their first bytes alone. For one stream of records, in order. */
export function createRecoveredFilter(): (record: IngestRecord) => boolean {
  /** Of the packet that comes in fragments. */
  const within: { [S in Side]: boolean } = { left: false, right: false }
  return (record) => {
    if (record.type !== 'packet') return false
    const { bytes, side } = record
    if (bytes[1] === TYPE.samples) return ((bytes[2] ?? 0) & RECOVERED_BIT) !== 0
    if (bytes[1] !== TYPE.fragment) return false
    const isFirst = ((bytes[3] ?? 0) & 0x7f) === 0
    if (isFirst) within[side] = ((bytes[FRAGMENT_HEADER + 2] ?? 0) & RECOVERED_BIT) !== 0
    return within[side]
  }
}
