import { TYPE, joinPages, MAX_ATTRIBUTE_BYTES, PAGE_HEADER_BYTES } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { live } from '../packets.ts'
import { judged, unseen, type Requirement } from '../requirement.ts'
import type { DocumentName, DocumentSeen } from '../seen.ts'
import { stretchesOf } from '../stretches.ts'
import { allHold, fails, holds, NotSeen, type Verdict } from '../verdict.ts'
import { identityOf } from './identity.ts'
import { calibrationOf, layoutOf } from './malformations.ts'
import { orientation } from './orientation.ts'

const NAMES: readonly DocumentName[] = ['layout', 'calibration']

export const layout: readonly Requirement[] = [
  judged('R-LAYOUT-1', 'y from heel to toes, x to the lateral side', (evidence) => orientation(readLayout(evidence))),
  judged('R-LAYOUT-2', 'as many sensors as the identity says', (evidence) => {
    const { sensors } = identityOf(evidence)
    const listed = readLayout(evidence).sensors.length
    if (listed !== sensors) return fails(`${sensors} sensors, as the identity says`, `${listed} in the layout`)
    const other = stretchesOf(evidence)
      .flatMap(({ stretch }) => live(stretch))
      .find((packet) => packet.sensors !== sensors)
    return other ? fails(`${sensors} sensors in packets`, String(other.sensors)) : holds(`${sensors}; their order can’t be seen`)
  }),
  judged('R-LAYOUT-3', 'finite numbers, a scale that is not 0', (evidence) => {
    const read = layoutOf(evidence.of('documents').layout)
    if (read.ok) return holds(`scale ${read.value.scale}`)
    if (read.fault === 'bad-value') return fails('finite numbers, scale not 0', read.detail)
    throw new NotSeen(`the layout can’t be read: ${read.detail}`)
  }),
  unseen('R-LAYOUT-4', 'a unit only for counts that have it uncalibrated', 'it needs a known load'),
]

export const calibration: readonly Requirement[] = [
  judged('R-CALIBRATION-1', 'the calibration changes by a person’s act only', (evidence) => {
    const first = leftIn(evidence)
    const changed = (pages: readonly Uint8Array[], when: string): Verdict | null =>
      same(first, pages) ? null : fails('the same calibration', `another one ${when}`)
    const later = changed(evidence.of('again').calibration.pages, 'at the next connection, after starts and stops')
    let rebooted: Verdict | null = null
    let seen = 'the same after starts, stops and a connection; a power loss was not seen'
    try {
      rebooted = changed(evidence.of('reboot').calibration.pages, 'after it was switched off')
      seen = 'the same after starts, stops, a connection and power off'
    } catch (error) {
      if (!(error instanceof NotSeen)) throw error
    }
    return allHold(seen, later, rebooted)
  }),
]

/** As it was read first, or as a tare that was asked for left it. */
function leftIn(evidence: Evidence): readonly Uint8Array[] {
  try {
    return evidence.of('tare').left.pages
  } catch (error) {
    if (error instanceof NotSeen) return evidence.of('documents').calibration.pages
    throw error
  }
}

export const pages: readonly Requirement[] = [
  judged('R-PAGE-1', 'page 0 at a new connection, selectPage selects', (evidence) => {
    const read = evidence.of('documents')
    const again = evidence.of('again').values
    const first = evidence.of('basics').values
    return allHold(
      `pages: ${NAMES.map((name) => `${name} ${read[name].pages.length}`).join(', ')}`,
      ...NAMES.map((name) => pageZero(name, first[name])),
      ...NAMES.map((name) => selects(name, read[name])),
      ...NAMES.map((name) => pageZero(name, again[name])),
    )
  }),
  judged('R-PAGE-2', 'every page but the last is full', (evidence) => {
    const read = evidence.of('documents')
    return allHold(
      NAMES.map((name) => read[name].pages.map(({ length }) => length).join(' + ')).join('; '),
      ...NAMES.map((name) => full(name, read[name])),
    )
  }),
  judged('R-PAGE-3', 'the CRC fits the whole document', (evidence) => {
    const read = evidence.of('documents')
    const judge = (name: DocumentName): Verdict | null => {
      const joined = joinPages(read[name].pages, name === 'layout' ? TYPE.layoutPage : TYPE.calibrationPage)
      if (!joined.ok) return fails('pages 0 to the last of one document', `${name}: ${joined.detail}`)
      const document = name === 'layout' ? layoutOf(read[name]) : calibrationOf(read[name])
      return !document.ok && document.fault === 'bad-crc' ? fails('a check sum that fits', `${name}: ${document.detail}`) : null
    }
    return allHold('both documents', ...NAMES.map(judge))
  }),
]

export function readLayout(evidence: Evidence) {
  const read = layoutOf(evidence.of('documents').layout)
  if (!read.ok) throw new NotSeen(`the layout can’t be read: ${read.detail}`)
  return read.value
}

export const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((page, i) => page.length === b[i]?.length && page.every((byte, k) => byte === b[i]?.[k]))

const pageZero = (name: DocumentName, value: Uint8Array | undefined): Verdict | null =>
  value === undefined || value[2] === 0 ? null : fails(`page 0 of the ${name} at a new connection`, `page ${String(value[2])}`)

function selects(name: DocumentName, { pages: read, selected, beyond, afterBeyond }: DocumentSeen): Verdict | null {
  for (const [index, page] of read.entries()) {
    if (selected[index] !== 'ok') return fails(`ok to selecting page ${index} of the ${name}`, String(selected[index]))
    if (page[2] !== index) return fails(`page ${index} of the ${name}`, `page ${String(page[2])}`)
  }
  if (beyond !== 'not-found') return fails(`not-found to a page behind the last of the ${name}`, String(beyond))
  return same([afterBeyond], read.slice(-1))
    ? null
    : fails(`the page of the ${name} that was selected before`, `page ${String(afterBeyond[2])}`)
}

function full(name: DocumentName, { pages: read }: DocumentSeen): Verdict | null {
  const poor = read.slice(0, -1).find(({ length }) => length !== MAX_ATTRIBUTE_BYTES)
  if (poor) return fails(`${MAX_ATTRIBUTE_BYTES} bytes in every page but the last of the ${name}`, String(poor.length))
  const last = read.at(-1)
  const none = last?.[3] === 0
  if (last === undefined || (last.length === PAGE_HEADER_BYTES) !== none)
    return fails(none ? `no content in page 0 of 0 of the ${name}` : `content in each page of the ${name}`, `${last?.length ?? 0} bytes`)
  return null
}
