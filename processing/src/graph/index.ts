export type { ForceBlock, GraphOutput } from '../model/index.ts'
