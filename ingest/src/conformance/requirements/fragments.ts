import { ATT_HEADER_BYTES, FRAGMENT_HEADER_BYTES, MAX_FRAGMENTS } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { isFragment, live } from '../packets.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import { stretchesOf } from '../stretches.ts'
import { fails, fallsShort, holds, NotSeen } from '../verdict.ts'

const LAST = 0x80

export const fragments: readonly Requirement[] = [
  judged('R-FRAGMENT-1', 'fragments in order, full, with nothing between them', (evidence) => {
    const cut = fragmentsIn(evidence)
    const torn = stretchesOf(evidence)
      .flatMap(({ when, stretch }) => stretch.bad.map((bad) => ({ ...bad, when })))
      .find(({ fault }) => fault === 'lost-fragment')
    if (torn) return fails('each fragment after the one before', `${torn.detail} (${torn.when})`)
    const { mtu } = evidence.of('basics')
    const size = mtu === null ? Math.max(...cut.map(({ length }) => length)) : mtu - ATT_HEADER_BYTES
    const poor = cut.find((bytes) => (bytes[3]! & LAST) === 0 && bytes.length !== size)
    if (poor) return fails(`${size} bytes in all but the last`, `${poor.length}`)
    const far = cut.find((bytes) => (bytes[3]! & ~LAST) >= MAX_FRAGMENTS)
    return far ? fails(`at most ${MAX_FRAGMENTS}`, 'more') : holds(`${cut.length} fragments`)
  }),
  judged('R-FRAGMENT-2', 'a packet that is cut holds one sample', (evidence) => {
    fragmentsIn(evidence)
    const { mtu } = evidence.of('basics')
    if (mtu === null) throw new NotSeen('the ATT MTU is not known')
    const large = stretchesOf(evidence)
      .flatMap(({ stretch }) => live(stretch))
      .find(({ n, bytes }) => n > 1 && bytes > mtu - ATT_HEADER_BYTES)
    return large ? fallsShort('one sample in a packet that is cut', String(large.n)) : holds('one sample in each')
  }),
  unseen('R-FRAGMENT-3', 'a packet that lacks a fragment is dropped', OF_HOSTS),
]

function fragmentsIn(evidence: Evidence): Uint8Array[] {
  const found = stretchesOf(evidence).flatMap(({ stretch }) =>
    stretch.notifications.filter((bytes) => isFragment(bytes) && bytes.length > FRAGMENT_HEADER_BYTES),
  )
  if (found.length === 0) throw new NotSeen(`no packet had to be cut at MTU ${String(evidence.of('basics').mtu ?? 'unknown')}`)
  return found
}
