import type { Appendix, FullFinding, Table } from '@solestream/dashboard-shared/report'
import { columns, drawTable } from './drawTable.ts'
import { PAGE, WIDTH, type Paper } from './paper.ts'

const { left } = PAGE
const BOTTOM = PAGE.height - PAGE.bottom - 20
const TERM = 150

/** As many pages as it takes. */
export function drawAppendix(paper: Paper, appendix: Appendix): void {
  const next = (): number => newPage(paper, appendix)
  /** Where `tall` has room: here, or on a new page. */
  const roomFor = (tall: number, y: number): number => (y + tall > BOTTOM ? next() : y)
  const section = (words: string, y: number, rest = 40): number => {
    const at = roomFor(18 + rest, y + 8)
    paper.write(words, left, at, WIDTH, { size: 10.5, bold: true, lines: 1 })
    return at + 16
  }
  const facts = (pairs: readonly (readonly [string, string])[], y: number): number => {
    let at = y
    for (const [name, value] of pairs) {
      const tall = Math.max(paper.heightOf(name, TERM - 8, { size: 8 }), paper.heightOf(value, WIDTH - TERM, { size: 8 }))
      at = roomFor(tall, at)
      paper.write(name, left, at, TERM - 8, { size: 8, ink: 'text2' })
      paper.write(value, left + TERM, at, WIDTH - TERM, { size: 8 })
      at += tall + 3
    }
    return at
  }

  const { findings, figures, rejected, methods, notLooked, unavailable } = appendix
  let y = next()
  if (findings.findings.length > 0) {
    y = section(findings.title, y)
    for (const finding of findings.findings) y = fullFinding(paper, finding, findings.askTitle, y, roomFor)
  }
  y = section(methods.title, y)
  y = facts(methods.facts, y)
  y = section(rejected.title, y)
  if (rejected.note !== null) y += paper.write(rejected.note, left, y, WIDTH, { size: 8, ink: 'text2' })
  if (rejected.table !== null) y = drawTable(paper, rejected.table, y, { x: left, widths: [200, 50, 50], size: 8, room: 1.5 }, next)
  if (figures.groups.length > 0) {
    y = section(figures.title, y, 80)
    y += 4 + paper.write(figures.note, left, y, WIDTH, { size: 7.5, ink: 'text3' })
    for (const { title, tables } of figures.groups) {
      y = roomFor(60, y + 4)
      y += 3 + paper.write(title, left, y, WIDTH, { size: 9, bold: true, lines: 1 })
      for (const table of tables) y = 4 + drawTable(paper, table, y, { x: left, widths: widthsOf(table), size: 7, room: 1.3 }, next)
    }
  }
  for (const part of [notLooked, unavailable].filter(({ facts }) => facts.length > 0)) y = facts(part.facts, section(part.title, y))
}

/** Of a foot: value, SD, interval, n; twice; then asymmetry and its interval, if any. */
function widthsOf({ head }: Table): readonly number[] {
  const foot = [38, 32, 66, 26]
  if (head.length <= 5) return columns(WIDTH, 250, [60, 50, 100, 50])
  return head.length > 9 ? columns(WIDTH, 128, [...foot, ...foot, 46, 56]) : columns(WIDTH, 190, [...foot, ...foot])
}

function newPage(paper: Paper, { title, of }: Appendix): number {
  paper.doc.addPage()
  paper.write(title, left, PAGE.top, 200, { size: 13, bold: true, lines: 1 })
  paper.write(of, left + 200, PAGE.top + 5, WIDTH - 200, { size: 7.5, ink: 'text2', align: 'right', lines: 1 })
  paper.rule(PAGE.top + 20, 'text', 1)
  return PAGE.top + 26
}

function fullFinding(
  paper: Paper,
  { says, evidence, certaintyWords, doubts, source, links, ask }: FullFinding,
  askTitle: string,
  y: number,
  roomFor: (tall: number, y: number) => number,
): number {
  const lines: readonly (readonly [words: string, bold: boolean])[] = [
    [says, true],
    [`${evidence[0]}, ${evidence[1]} (${certaintyWords})`, false],
    ...(doubts === null ? [] : [[doubts, false] as const]),
    [source, false],
    ...links.map((link) => [link, false] as const),
    ...(ask.length === 0 ? [] : [[`${askTitle}: ${ask.join(' ')}`, false] as const]),
  ]
  const tall = lines.reduce((sum, [words, bold]) => sum + paper.heightOf(words, WIDTH, { size: 8, bold }), 0)
  let at = roomFor(tall, y)
  for (const [words, bold] of lines) at += paper.write(words, left, at, WIDTH, { size: 8, bold, ink: bold ? 'text' : 'text2' })
  return at + 5
}
