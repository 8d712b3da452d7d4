import { FEATURE, PROTOCOL_MINOR } from '@solestream/firmware-protocol'
import { recovered } from '../packets.ts'
import { judged, unseen, type Requirement } from '../requirement.ts'
import { allHold, fails, holds } from '../verdict.ts'
import { answered, asExpected } from './answers.ts'
import { identityOf } from './identity.ts'

const KNOWN_FEATURES = Object.values(FEATURE).reduce((all, bit) => all | bit, 0)

export const version: readonly Requirement[] = [
  judged('R-VERSION-1', 'another major version is refused by name, and nothing else suffers', (evidence) => {
    const { otherVersion, thereafter } = evidence.of('refusals')
    return allHold('wrong-version, then ok to a command of version 1', asExpected(otherVersion.slice(0, 1)), answered(thereafter, 'ok'))
  }),
  judged('R-VERSION-2', 'nothing of a later minor version unless it is asked for', (evidence) => {
    const { features, protocolMinor } = identityOf(evidence)
    const { first, second } = evidence.of('stream')
    const again = recovered(first).length + recovered(second).length
    return allHold(
      'no recovered packets before a backfill, no unknown feature',
      again > 0 ? fails('no recovered packets, since none were asked for', String(again)) : null,
      protocolMinor <= PROTOCOL_MINOR && (features & ~KNOWN_FEATURES) !== 0
        ? fails('feature bits of version 1.1', `0x${(features >>> 0).toString(16)}`)
        : null,
      holds(''),
    )
  }),
  unseen('R-VERSION-3', 'a service for each major version', 'there is one major version'),
]
