export { openDatabase, type DatabaseKind } from './open.ts'
export { notHeld } from './hold.ts'
export type { Migration } from './migrate.ts'
export { createQuery, type Query } from './query.ts'
