import { createReassembler, decodeSamples, type SamplePacket } from '@solestream/firmware-protocol'
import type { IngestRecord } from '@solestream/ingest'
import type { Side } from '@solestream/processing/model'

/** What came from one insole, decoded; throws at bytes that are no packet. */
export function packetsOf(records: readonly IngestRecord[], side: Side, from = 0): SamplePacket[] {
  const reassembler = createReassembler()
  const packets: SamplePacket[] = []
  for (const record of records.slice(from)) {
    if (record.type !== 'packet' || record.side !== side) continue
    const { packet, fault } = reassembler.push(record.bytes)
    if (fault) throw new Error(`fragments: ${fault}`)
    if (!packet) continue
    const decoded = decodeSamples(packet)
    if (!decoded.ok) throw new Error(`${decoded.fault}: ${decoded.detail}`)
    packets.push(decoded.value)
  }
  return packets
}
