import type { Report } from '@solestream/dashboard-shared/report'
import { drawAppendix } from './appendixPages.ts'
import { drawFirstPage } from './firstPage.ts'
import { openPaper, PAGE, WIDTH } from './paper.ts'

/** The bytes of the PDF: the page for the clinician, then the appendix. */
export function drawReport({ page, appendix, language, started_utc, pageWords }: Report): Promise<Uint8Array> {
  const about = { title: `${page.title}, ${appendix.of}`, language, date: new Date(started_utc) }
  const paper = openPaper(about)
  drawFirstPage(paper, page, openPaper(about))
  drawAppendix(paper, appendix)
  const { count } = paper.doc.bufferedPageRange()
  const y = PAGE.height - PAGE.bottom - 9
  for (let k = 1; k < count; k++) {
    paper.doc.switchToPage(k)
    paper.write(page.describes, PAGE.left, y, 330, { size: 7.5, bold: true, lines: 1 })
    paper.write(pageWords(k + 1, count), PAGE.left + 330, y, WIDTH - 330, { size: 7.5, ink: 'text3', align: 'right', lines: 1 })
  }
  return paper.end()
}
