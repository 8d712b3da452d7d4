import type { Language } from '@solestream/dashboard-shared/language'
import type { ReportInput } from '@solestream/dashboard-shared/report'
import { startThread } from '@solestream/processing/storage/thread'

export interface PdfRequest {
  readonly input: ReportInput
  readonly language: Language
}
export type PdfAnswer = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string }

/** One after the other: drawing takes a whole core, and many at once would take it from what is recorded. */
let before: Promise<unknown> = Promise.resolve()

/** The report as PDF, drawn in a thread of its own. The same session, reader and language give the same bytes. */
export function makePdf(request: PdfRequest): Promise<Uint8Array> {
  const made = before.then(() => drawn(request))
  before = made.catch(() => undefined)
  return made
}

function drawn(request: PdfRequest): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = startThread(new URL('./pdfThread.ts', import.meta.url), request)
    worker.once('message', (answer: PdfAnswer) => (answer.ok ? resolve(answer.bytes) : reject(new Error(answer.message))))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that draws the report ended (code ${code})`)))
  })
}
