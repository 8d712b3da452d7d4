import { SIDES, type ExclusionReason, type Side } from '@solestream/processing/model'
import type { MessageKey } from '../language/index.ts'
import type { Appendix, ReportInput } from './report.ts'
import { letter, type Words } from './words.ts'

const REASONS: Readonly<Record<ExclusionReason, MessageKey>> = {
  implausible: 'report.implausible',
  turn: 'report.turn',
  'neighbour-of-turn': 'report.neighbourOfTurn',
  pause: 'report.pause',
  gap: 'report.gap',
  'speed-change': 'report.speedChange',
  outlier: 'report.outlier',
  'first-or-last': 'report.firstOrLast',
  'no-alternation': 'report.noAlternation',
}

/** Why strides are left out, as a message; null: a reason of another version. */
export const reasonKey = (reason: string): MessageKey | null => (Object.hasOwn(REASONS, reason) ? REASONS[reason as ExclusionReason] : null)

/** How many strides of a foot were left out, and why. */
export function rejectedOf(strides: ReportInput['strides'], side: Side) {
  const reasons = new Map<ExclusionReason, number>()
  for (const s of strides)
    if (s.side === side && !s.valid && s.excludedBecause !== null) reasons.set(s.excludedBecause, (reasons.get(s.excludedBecause) ?? 0) + 1)
  return { total: strides.filter((s) => s.side === side && !s.valid).length, reasons }
}

export function rejectedPart(strides: ReportInput['strides'], { say, numbers }: Words): Appendix['rejected'] {
  const sides = SIDES.map((side) => rejectedOf(strides, side))
  const reasons = (Object.keys(REASONS) as ExclusionReason[]).filter((reason) => sides.some((side) => side.reasons.has(reason)))
  const title = say('report.rejected')
  if (reasons.length === 0) return { title, note: strides.length === 0 ? null : say('report.allUsed'), table: null }
  return {
    title,
    note: null,
    table: {
      caption: say('report.tableOf', { title }),
      head: [{ words: say('report.reason') }, ...SIDES.map((side) => ({ words: letter(side), side, bold: true }))],
      rows: reasons.map((reason) => [
        { words: say(REASONS[reason]) },
        ...sides.map((side) => ({ words: numbers.number(side.reasons.get(reason) ?? 0) })),
      ]),
    },
  }
}
