export type * from './outputs.ts'
