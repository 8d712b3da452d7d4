import { MAX_ATTRIBUTE_BYTES, PROTOCOL_MAJOR, RESPONSE_BIT, TYPE } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { OWN, OWN_NAMES, STANDARD_NAMES, type ValueName } from '../gatt.ts'
import { judged, type Requirement } from '../requirement.ts'
import { allHold, fails, holds, type Verdict } from '../verdict.ts'
import { asExpected } from './answers.ts'
import { malformations } from './malformations.ts'

export const gatt: readonly Requirement[] = [
  judged('R-GATT-1', 'the insole service with its six characteristics', (evidence) => {
    const { properties } = evidence.of('basics')
    const absent = OWN_NAMES.filter((name) => properties[name] === null)
    if (absent.length > 0) return fails('six characteristics', `it has no ${absent.join(', no ')}`)
    const poor = OWN_NAMES.flatMap((name) => OWN[name].filter((p) => !properties[name]?.includes(p)).map((p) => `${name} can’t ${p}`))
    return poor.length > 0 ? fails('the properties of section 2', poor.join(', ')) : holds('all six, with their properties')
  }),
  judged('R-GATT-2', 'battery and device information', (evidence) => {
    const { lacking, values, unread } = evidence.of('basics')
    if (lacking.length > 0) return fails('five standard characteristics', `it has no ${lacking.join(', no ')}`)
    const dumb = STANDARD_NAMES.filter((name) => unread[name] !== undefined)
    if (dumb.length > 0) return fails('values that can be read', `${dumb[0]!}: ${unread[dumb[0]!] ?? ''}`)
    const level = values.batteryLevel
    if (level?.length !== 1 || level[0]! > 100) return fails('a battery level of 1 byte, 0 to 100 %', hex(level))
    const empty = STANDARD_NAMES.filter((name) => values[name]?.length === 0)
    return empty.length > 0 ? fails('texts', `${empty.join(', ')} is empty`) : holds(`battery ${level[0]!} %, four texts`)
  }),
  judged('R-GATT-3', 'values of at most 512 bytes', (evidence) => {
    const values = valuesOf(evidence)
    const longest = Math.max(...values.map(({ bytes }) => bytes.length))
    const long = values.find(({ bytes }) => bytes.length > MAX_ATTRIBUTE_BYTES)
    return long ? fails('at most 512 bytes', `${long.name} has ${long.bytes.length}`) : holds(`the longest has ${longest} bytes`)
  }),
  judged('R-GATT-4', 'byte 0 the version, byte 1 the type or code; byte 0 is judged first', (evidence) => {
    const wrong = wrongHead(evidence)
    const [, ...others] = evidence.of('refusals').otherVersion
    return allHold('all heads fit, and another version is told before anything else', wrong, asExpected(others))
  }),
  judged('R-GATT-5', 'everything is as its table says', (evidence) => {
    const found = malformations(evidence)
    return found.length > 0 ? fails('the fields of its table', found.join('; ')) : holds('all that was read and answered')
  }),
]

const TYPES = { identity: TYPE.identity, layout: TYPE.layoutPage, calibration: TYPE.calibrationPage, status: TYPE.status } as const

const valuesOf = ({ log }: Evidence): { readonly name: ValueName; readonly bytes: Uint8Array }[] => log.flatMap(({ values }) => values)

function wrongHead(evidence: Evidence): Verdict | null {
  const bad = (what: string, bytes: Uint8Array): Verdict =>
    fails(`${what} that begins with version ${PROTOCOL_MAJOR} and its type`, hex(bytes))
  for (const { name, bytes } of valuesOf(evidence))
    if (name in TYPES && (bytes[0] !== PROTOCOL_MAJOR || bytes[1] !== TYPES[name as keyof typeof TYPES])) return bad(name, bytes)
  for (const { samples, statuses, exchanges, unasked } of evidence.log) {
    for (const { bytes } of samples)
      if (bytes[0] !== PROTOCOL_MAJOR || (bytes[1] !== TYPE.samples && bytes[1] !== TYPE.fragment))
        return bad('a notification of samples', bytes)
    for (const { bytes } of statuses) if (bytes[0] !== PROTOCOL_MAJOR || bytes[1] !== TYPE.status) return bad('a status', bytes)
    for (const { bytes } of [...exchanges.flatMap(({ answers }) => answers), ...unasked])
      if (bytes[0] !== PROTOCOL_MAJOR || (bytes[1] ?? 0) < RESPONSE_BIT) return bad('an answer', bytes)
  }
  return null
}

/** The beginning, for a person. */
export function hex(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return 'nothing'
  const shown = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return `${shown}${bytes.length > 8 ? ' ...' : ''} (${bytes.length} bytes)`
}
