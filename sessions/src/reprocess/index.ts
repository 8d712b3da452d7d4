export { reprocessSession, type Reprocessed, type ReprocessAsked } from './reprocess.ts'
export { changesOf, type MetricChange } from './changes.ts'
export { reprocessText } from './text.ts'
