/** What server and web both speak. The schemas (and typebox with them) are under `./api`, so that the page's bundle has only their types. */
export * from './live/index.ts'
export { UNATTENDED } from './unattended.ts'
export type * from './api/index.ts'
