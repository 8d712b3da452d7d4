export type * from './record.ts'
export type * from './source.ts'
export * from './configurationFault.ts'
