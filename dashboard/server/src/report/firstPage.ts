import type { FirstPage } from '@solestream/dashboard-shared/report'
import { drawPicture } from './drawPicture.ts'
import { columns, drawTable } from './drawTable.ts'
import { drawMark } from './mark.ts'
import { PAGE, WIDTH, type Paper } from './paper.ts'

const { left } = PAGE
const NOTE = 7.5

/** Where the footer begins. */
const END = PAGE.height - PAGE.bottom - 16

/**
 * One A4 side, whatever the session holds: long words end in …, and what would still not fit is drawn smaller. `scratch`: paper to find out on how
 * tall it is.
 */
export function drawFirstPage(paper: Paper, page: FirstPage, scratch: Paper): void {
  const tall = body(scratch, page) - PAGE.top
  const room = END - PAGE.top - 4
  paper.doc.save()
  if (tall > room) paper.doc.scale(room / tall, room / tall, { origin: [PAGE.left, PAGE.top] })
  body(paper, page)
  paper.doc.restore()
  footer(paper, page)
}

/** Gives where it ends. */
function body(paper: Paper, page: FirstPage): number {
  let y = title(paper, page)
  y = facts(paper, page, y)
  y = standsOut(paper, page, y)
  y = figures(paper, page, y)
  y = force(paper, page, y)
  return feet(paper, page, y)
}

function title(paper: Paper, { title, subtitle }: FirstPage): number {
  paper.write(title, left, PAGE.top, 260, { size: 18, bold: true, lines: 1 })
  paper.write(subtitle, left + 260, PAGE.top + 9, WIDTH - 260, { size: NOTE, ink: 'text2', align: 'right', lines: 1 })
  paper.rule(PAGE.top + 27, 'text', 1.5)
  return PAGE.top + 33
}

const FACTS = [118, 108, 118, 82, 101]

function facts(paper: Paper, { facts }: FirstPage, y: number): number {
  let x = left
  for (const [k, { name, value, more, grade }] of facts.entries()) {
    const width = (FACTS[k] ?? 100) - 8
    paper.write(name, x, y, width, { size: NOTE, ink: 'text2', lines: 1 })
    if (grade !== undefined) drawMark(paper, x + 4, y + 15.5, grade)
    const indent = grade === undefined ? 0 : 12
    const tall = paper.write(value, x + indent, y + 10, width - indent, { size: 9.5, bold: true, lines: 2 })
    paper.write(more, x, y + 10 + tall, width, { size: 8, ink: 'text2', lines: tall > 12 ? 1 : 2 })
    x += FACTS[k] ?? 100
  }
  paper.rule(y + 44, 'axis')
  return y + 52
}

function heading(paper: Paper, words: string, note: string, y: number): number {
  paper.write(words, left, y, 250, { size: 10.5, bold: true, lines: 1 })
  if (note !== '') paper.write(note, left + 200, y + 3, WIDTH - 200, { size: NOTE, ink: 'text3', align: 'right', lines: 1 })
  return y + 15
}

const FINDING = [152, 205, 64, 106]

function standsOut(paper: Paper, { standsOut }: FirstPage, y: number): number {
  let at = heading(paper, standsOut.title, '', y)
  if (standsOut.findings.length > 0) {
    const xs = FINDING.map((_, k) => left + FINDING.slice(0, k).reduce((sum, w) => sum + w, 0))
    for (const [k, words] of standsOut.head.entries())
      paper.write(words, xs[k]!, at + 2, FINDING[k]! - 8, { size: NOTE, ink: 'text2', lines: 1 })
    at += 14
    for (const [k, { says, evidence, certainty, certaintyWords, joints }] of standsOut.findings.entries()) {
      paper.rule(at, k === 0 ? 'axis' : 'grid')
      const top = at + 4
      const first = paper.write(evidence[0], xs[1]!, top, FINDING[1]! - 8, { lines: 2 })
      const tall = Math.max(
        paper.write(says, xs[0]!, top, FINDING[0]! - 8, { bold: true, lines: 3 }),
        first + paper.write(evidence[1], xs[1]!, top + first, FINDING[1]! - 8, { size: 8, ink: 'text2', lines: 1 }),
        paper.write(certaintyWords, xs[2]! + 12, top, FINDING[2]! - 16, { lines: 1 }),
        paper.write(joints, xs[3]!, top, FINDING[3]!, { lines: 3 }),
      )
      drawMark(paper, xs[2]! + 4, top + 5, certainty)
      at = top + tall + 3
    }
    paper.rule(at)
    at += 3
  }
  if (standsOut.note !== '') at += 2 + paper.write(standsOut.note, left, at, WIDTH, { size: 8, ink: 'text2', lines: 2 })
  return at + 8
}

function figures(paper: Paper, { figures }: FirstPage, y: number): number {
  let at = heading(paper, figures.title, figures.tables.length === 0 ? '' : figures.note, y)
  for (const [k, table] of figures.tables.entries()) {
    const shares = table.head.length > 6 ? [42, 70, 42, 70, 58, 66, 46] : [50, 80, 80, 46]
    at = drawTable(paper, table, at + (k > 0 ? 3 : 0), {
      x: left,
      widths: columns(WIDTH, table.head.length > 6 ? 148 : 260, shares),
      size: 8.5,
      room: 1.6,
    })
  }
  return at + 3 + paper.write(figures.foot, left, at + 3, WIDTH, { size: NOTE, ink: 'text3', lines: 2 }) + 6
}

function force(paper: Paper, { force }: FirstPage, y: number): number {
  const at = heading(paper, force.title, force.note, y)
  for (const [k, [side, picture]] of force.pictures.entries()) {
    const x = left + k * (WIDTH - picture.width)
    paper.write(side === 'left' ? 'L' : 'R', x, at - 1, 20, { size: 9.5, bold: true, ink: `${side}T` })
    drawPicture(paper, picture, x, at + 8)
  }
  return at + Math.max(0, ...force.pictures.map(([, picture]) => picture.height)) + 14
}

function feet(paper: Paper, { feet }: FirstPage, y: number): number {
  const at = heading(paper, feet.title, '', y)
  const aside = left + 340
  let x = left + 60
  for (const [side, picture] of feet.pictures) {
    paper.write(side === 'left' ? 'L' : 'R', x - 16, at + 2, 20, { size: 11, bold: true, ink: `${side}T` })
    drawPicture(paper, picture, x, at)
    x += picture.width + 50
  }
  let below = at + 6
  if (feet.legend !== null) {
    drawPicture(paper, feet.legend, aside, below)
    below += feet.legend.height + 8
  }
  for (const note of feet.notes) below += 2 + paper.write(note, aside, below, WIDTH - 340, { size: 8, ink: 'text2' })
  if (feet.table !== null)
    below = drawTable(paper, feet.table, below + 6, { x: aside, widths: columns(WIDTH - 340, 92, [1, 1]), size: 8, room: 1.8 })
  return Math.max(below, at + Math.max(0, ...feet.pictures.map(([, picture]) => picture.height)))
}

function footer(paper: Paper, { describes, footer }: FirstPage): void {
  const y = END
  paper.rule(y, 'axis')
  paper.write(describes, left, y + 5, 330, { size: 8.5, bold: true, lines: 1 })
  paper.write(footer, left + 330, y + 6, WIDTH - 330, { size: NOTE, ink: 'text3', align: 'right', lines: 1 })
}
