import { TYPE, joinPages } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { live, type Stretch } from '../packets.ts'
import { ZERO_STEP } from '../phases/writing.ts'
import { judged, type Requirement } from '../requirement.ts'
import type { Written } from '../seen.ts'
import { allHold, fails, holds, NotSeen } from '../verdict.ts'
import { answered, asExpected, saidOf } from './answers.ts'
import { same } from './documents.ts'
import { continuous } from './samples.ts'

/** What was written; throws NotSeen with the reason where nothing was. */
function writtenIn(evidence: Evidence): Written {
  const { written, whyNot } = evidence.of('writing')
  if (written === null) throw new NotSeen(whyNot)
  return written
}

export const writing: readonly Requirement[] = [
  judged('R-CALIBRATION-2', 'counts are as measured, whatever the calibration says', (evidence) => {
    const { before, after } = writtenIn(evidence)
    const [was, is] = [lowest(before), lowest(after)]
    if (was.length === 0 || is.length === 0) throw new NotSeen('no samples came')
    const moved = was.filter((count, k) => Math.abs(count - is[k]!) > ZERO_STEP / 2).length
    return moved > was.length / 2
      ? fails('the same counts', `the lowest count of ${moved} sensors moved when zeros of ${ZERO_STEP} more were written`)
      : holds(`counts did not move when zeros of ${ZERO_STEP} more were written`)
  }),
  judged('R-CALIBRATION-3', 'calibrationBegin tells the size, and begins anew', (evidence) => {
    const { begun } = evidence.of('writing')
    const { forgotten } = evidence.of('again')
    return allHold(
      'a new document and a new connection forget the one before',
      asExpected(begun),
      forgotten === null ? null : answered(forgotten, 'wrong-state', 'a page of a document of the last connection'),
    )
  }),
  judged('R-CALIBRATION-4', 'pages in order, each as often as one likes', (evidence) => {
    const { paged, written } = evidence.of('writing')
    return allHold(
      paged.map(({ exchange }) => exchange.what).join(', '),
      asExpected(paged),
      written === null ? null : answered(written.pageAfter, 'wrong-state', 'a page after the commit'),
    )
  }),
  judged('R-CALIBRATION-5', 'only a sound and whole document is kept', (evidence) => {
    const { unfinished, unchanged } = evidence.of('writing')
    const before = evidence.of('documents').calibration.pages
    const harmless =
      asExpected(unfinished) ?? (same(before, unchanged.pages) ? null : fails('the old calibration', 'another one, without a commit'))
    if (harmless) return harmless
    const { unsound, commit, repeated } = writtenIn(evidence)
    return allHold(
      'unsound ones are refused, a sound one is kept; a power loss was not tried',
      ...unsound.flatMap(({ refusal, after }) => [
        asExpected([refusal]),
        same(before, after.pages) ? null : fails('the old calibration', `another one after a ${refusal.exchange.what}`),
      ]),
      answered(commit, 'ok', 'the commit of a sound document'),
      answered(repeated, 'ok', 'the same commit again'),
    )
  }),
  judged('R-CALIBRATION-6', 'then the attribute gives the new one, from page 0, and no tare', (evidence) => {
    const { other, first, read, tareDate } = writtenIn(evidence)
    const joined = joinPages(read.pages, TYPE.calibrationPage)
    return allHold(
      'the new document from page 0',
      first[2] === 0 ? null : fails('page 0', `page ${String(first[2])}`),
      joined.ok && same([joined.value], [other]) ? null : fails('the document that was written', 'another one'),
      tareDate === null ? null : answered(tareDate, 'not-found', 'tareDate'),
    )
  }),
  judged('R-CALIBRATION-7', 'sampling goes on meanwhile', (evidence) => {
    const { begin, stretch } = evidence.of('writing').streaming
    if (begin.result !== 'ok' && begin.result !== 'wrong-state') return fails('ok or wrong-state while streaming', saidOf(begin))
    const packets = live(stretch)
    if (packets.length === 0) throw new NotSeen('no samples came')
    return continuous(packets, 'while a calibration was begun') ?? holds(`${begin.result} while streaming, and no gap`)
  }),
]

/** The lowest count of each sensor: a foot that walks lifts off in that time. */
function lowest(stretch: Stretch): number[] {
  const packets = live(stretch)
  return Array.from({ length: packets[0]?.sensors ?? 0 }, (_, k) =>
    packets.reduce((least, { n, counts }) => Math.min(least, ...counts.subarray(k * n, (k + 1) * n)), Infinity),
  )
}
