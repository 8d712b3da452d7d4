export type { Appendix, Cell, Fact, FirstPage, FullFinding, Report, ReportFinding, ReportInput, Table } from './report.ts'
export { reportOf } from './reportOf.ts'
