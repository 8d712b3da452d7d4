export * from './assembler.ts'
export type { AssemblyCounters, PacketFault } from './counters.ts'
export type { MissingRange } from './segment.ts'
export { createRecoveredFilter } from './recovered.ts'
