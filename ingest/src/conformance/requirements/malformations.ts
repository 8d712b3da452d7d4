import {
  decodeCalibration,
  decodeIdentity,
  decodeLayout,
  decodePage,
  decodeResponse,
  decodeStatus,
  joinPages,
  TYPE,
  type Decoded,
  type InsoleLayout,
  type Calibration,
} from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import type { DocumentRead } from '../seen.ts'

/** The layout of all its pages; null in `ok`: none was read. */
export const layoutOf = ({ pages }: DocumentRead): Decoded<InsoleLayout> => {
  const joined = joinPages(pages, TYPE.layoutPage)
  return joined.ok ? decodeLayout(joined.value) : joined
}

/** Null: it was never calibrated. */
export const calibrationOf = ({ pages }: DocumentRead): Decoded<Calibration | null> => {
  const joined = joinPages(pages, TYPE.calibrationPage)
  if (!joined.ok) return joined
  return joined.value.length === 0 ? { ok: true, value: null } : decodeCalibration(joined.value)
}

/** Everything read, notified or indicated that is not as its table says; sample packets have a requirement of their own. */
export function malformations(evidence: Evidence): string[] {
  const found = new Set<string>()
  const judge = (what: string, decoded: Decoded<unknown>): void => {
    if (!decoded.ok) found.add(`${what}: ${decoded.detail}`)
  }
  for (const { values, statuses, exchanges, unasked } of evidence.log) {
    for (const { name, bytes } of values) {
      if (name === 'identity') judge(name, decodeIdentity(bytes))
      else if (name === 'status') judge(name, decodeStatus(bytes))
      else if (name === 'layout') judge(`a page of the layout`, decodePage(bytes, TYPE.layoutPage))
      else if (name === 'calibration') judge(`a page of the calibration`, decodePage(bytes, TYPE.calibrationPage))
    }
    for (const { bytes } of statuses) judge('a notified status', decodeStatus(bytes))
    for (const { what, answers } of exchanges) for (const { bytes } of answers) judge(`the answer to ${what}`, decodeResponse(bytes))
    for (const { bytes } of unasked) judge('an answer', decodeResponse(bytes))
  }
  const { layout, calibration } = evidence.of('documents')
  const read = layoutOf(layout)
  judge('the layout', read)
  judge('the calibration', calibrationOf(calibration))
  const identity = evidence.of('basics').values.identity
  const known = identity && decodeIdentity(identity)
  if (known?.ok && read.ok && known.value.side !== read.value.side)
    found.add(`the identity says ${known.value.side}, the layout ${read.value.side}`)
  return [...found]
}
