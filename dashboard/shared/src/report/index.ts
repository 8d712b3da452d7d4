export { KEY_METRICS } from './keyFigures.ts'
export type { Appendix, Cell, Fact, FirstPage, FullFinding, Report, ReportFinding, ReportInput, Table } from './report.ts'
export { reportOf } from './reportOf.ts'
export { labelled, letter, withUnit, wordsOf, type Words } from './words.ts'
