export { exportSessions, type Exported, type ExportAsked } from './exportSessions.ts'
export { EXPORT_FORMATS, type ExportFormatName } from './model.ts'
export { selectSessions, type ExportSelection } from './select.ts'
