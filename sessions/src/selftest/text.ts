import Table from 'cli-table3'
import type { ErrorFigures } from './score.ts'
import { LEARNING_S } from './runWalk.ts'
import { SELFTEST_LIMITS, type Selftest } from './selftest.ts'

const cells = (e: ErrorFigures | null): string[] => (e ? [e.mean_ms, e.p95_ms].map((v) => v.toFixed(1)) : ['', ''])
const mean = (e: ErrorFigures | null): string => (e ? e.mean_ms.toFixed(1) : '')
const group = (content: string, colSpan = 2) => ({ content, colSpan, hAlign: 'center' as const })
const right = (content: string) => ({ content, hAlign: 'right' as const })

/** The readable result of `selftest`. */
export function selftestText({ seconds, rows, ok }: Selftest): string {
  const table = new Table({ style: { head: [], border: [] } })
  table.push(
    [
      '',
      '',
      group('events', 3),
      group('contact error, ms'),
      group('toe-off error, ms'),
      'delay, ms',
      group('foot flat, heel off: error, ms', 3),
    ],
    ['walk', 'mode', ...['all', 'found', 'extra', 'mean', 'p95', 'mean', 'p95', 'p95', 'found', 'flat', 'heel off'].map(right)],
  )
  for (const { walk, mode, score } of rows) {
    const delay = score.delay_p95_ms === null ? '' : score.delay_p95_ms.toFixed(0)
    const counts = [score.wanted, score.found, score.extra].map(String)
    const { wanted, found, flat, lift } = score.rollOver
    const rollOver = [wanted === 0 ? 'none' : `${found} of ${wanted}`, mean(flat), mean(lift)]
    table.push([walk.name, mode, ...[...counts, ...cells(score.contact), ...cells(score.off), delay, ...rollOver].map(right)])
  }
  const { f1, contact_mean_ms, off_mean_ms, rollOverF1, rollOver_mean_ms } = SELFTEST_LIMITS
  const lines = [
    `Simulated walks of ${seconds} s with exactly known contacts and toe-offs, sent as packets through decoding, clock and analysis.`,
    table.toString(),
    `Errors are absolute; delay: sample time from an event to its report. The first ${LEARNING_S} s of a walk are not scored.`,
    `Limits: F1 ${f1}, mean error ${contact_mean_ms} ms for contacts, ${off_mean_ms} ms for toe-offs; F1 ${rollOverF1} and ${rollOver_mean_ms} ms for foot flat and heel off.`,
    'A simulated walk is easier than a real one.',
    '',
  ]
  for (const { walk, mode, short } of rows)
    for (const what of short) lines.push(`short: ${walk.name} walk (${walk.what}), ${mode}: ${what}`)
  lines.push(
    ok
      ? 'All walks are within the limits.'
      : 'This installation falls short. Please report this text with the output of `solestream doctor`.',
  )
  return lines.join('\n')
}
