import { advertisedName, ATT_HEADER_BYTES, DEFAULT_MTU } from '@solestream/firmware-protocol'
import { live } from '../packets.ts'
import { judged, unseen, type Requirement } from '../requirement.ts'
import { stretchesOf } from '../stretches.ts'
import { allHold, fails, holds, NotSeen } from '../verdict.ts'
import { identityIn, identityOf } from './identity.ts'
import { countsOn } from './samples.ts'

/** What a scanner needs to hear what is advertised every 100 to 250 ms. */
const HEARING_S = 1
const WITHIN_S = 1

export const link: readonly Requirement[] = [
  judged('R-LINK-1', 'advertised with the service’s UUID, and by side and serial number', (evidence) => {
    const { side, serial } = identityOf(evidence)
    const name = advertisedName(side, serial)
    const heard = evidence.neighbour.name
    return heard === name ? holds(`${name}; which data are in the scan response can’t be seen`) : fails(name, heard ?? 'no name')
  }),
  unseen('R-LINK-2', 'advertised every 100 to 250 ms', 'it needs a sniffer: a scanner misses advertisements, more or less'),
  judged('R-LINK-3', 'it works with the ATT MTU that is agreed', (evidence) => {
    const { mtu } = evidence.of('basics')
    if (mtu === null) throw new NotSeen('this computer does not tell the ATT MTU')
    const most = mtu - ATT_HEADER_BYTES
    const long = stretchesOf(evidence)
      .flatMap(({ stretch }) => stretch.notifications)
      .find(({ length }) => length > most)
    if (mtu < DEFAULT_MTU) return fails(`at least ${DEFAULT_MTU}`, String(mtu))
    return long ? fails(`notifications of at most ${most} bytes`, String(long.length)) : holds(`MTU ${mtu}; others were not tried`)
  }),
  unseen('R-LINK-4', 'the connection’s parameters that it asks for', 'programs are not told them'),
  judged('R-LINK-5', 'advertised again within 1 s after a lost connection; sequence, tick and boot go on', (evidence) => {
    const { silent_s, last } = evidence.of('lost')
    const expected = 'heard within 1 s, and one more for hearing it'
    if (silent_s === null) return fails(expected, 'it was not heard any more')
    const { values, stretch } = evidence.of('again')
    const { boot } = identityOf(evidence)
    const now = identityIn(values.identity).boot
    const first = live(stretch)[0]
    return allHold(
      `heard after ${silent_s.toFixed(1)} s`,
      silent_s > WITHIN_S + HEARING_S ? fails(expected, `${silent_s.toFixed(1)} s`) : null,
      now === boot ? null : fails(`boot ${boot}`, String(now)),
      last === null || first === undefined ? null : countsOn(last, first, 'over the reconnection'),
    )
  }),
]
