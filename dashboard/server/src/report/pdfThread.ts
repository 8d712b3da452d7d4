import { parentPort, workerData } from 'node:worker_threads'
import { CATALOGUES, createNumbers, createTranslator } from '@solestream/dashboard-shared/language'
import { reportOf } from '@solestream/dashboard-shared/report'
import { drawReport } from './drawReport.ts'
import type { PdfAnswer, PdfRequest } from './makePdf.ts'

// One report, one answer, then the thread ends.
const say = (answer: PdfAnswer): void => parentPort?.postMessage(answer)
try {
  const { input, language } = workerData as PdfRequest
  const report = reportOf(input, createTranslator(language, await CATALOGUES[language]()), createNumbers(language))
  say({ ok: true, bytes: await drawReport(report) })
} catch (error) {
  say({ ok: false, message: (error as Error).stack ?? String(error) })
}
