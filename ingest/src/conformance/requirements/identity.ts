import { decodeIdentity, type Identity } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { judged, type Requirement } from '../requirement.ts'
import { fails, fallsShort, holds, NotSeen } from '../verdict.ts'
import { hex } from './gatt.ts'

/** The identity as it was read first; throws NotSeen. */
export function identityOf(evidence: Evidence): Identity {
  return identityIn(evidence.of('basics').values.identity)
}

export function identityIn(bytes: Uint8Array | undefined): Identity {
  const decoded = bytes && decodeIdentity(bytes)
  if (!decoded?.ok) throw new NotSeen('the identity can’t be read')
  return decoded.value
}

export const identity: readonly Requirement[] = [
  judged('R-IDENTITY-1', 'the serial number is the same for ever', (evidence) => {
    const { serial } = identityOf(evidence)
    const later = identityIn(evidence.of('again').values.identity).serial
    return later === serial ? holds(`${serial} at both connections; that it is unique can’t be seen`) : fails(serial, later)
  }),
  judged('R-IDENTITY-2', 'a tick of 1 microsecond, at most 1 ms', (evidence) => {
    const { tick_ns } = identityOf(evidence)
    if (tick_ns > 1e6) return fails('at most 1000000 ns', `${tick_ns} ns`)
    return tick_ns === 1000 ? holds('1000 ns') : fallsShort('1000 ns', `${tick_ns} ns`)
  }),
  judged('R-IDENTITY-3', 'bytes after the model only in later minor versions', (evidence) => {
    const bytes = evidence.of('basics').values.identity
    const decoded = bytes && decodeIdentity(bytes)
    if (decoded === undefined) throw new NotSeen('the identity can’t be read')
    return decoded.ok || decoded.fault !== 'too-long' ? holds(hex(bytes)) : fails('nothing after the model', decoded.detail)
  }),
]
