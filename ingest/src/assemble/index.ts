export * from './assembler.ts'
export type { AssemblyCounters, PacketFault } from './counters.ts'
