export type * from './store.ts'
export * from './storeFault.ts'
export * from './memoryStore.ts'
export * from './sqliteStore.ts'
