export { buildApp, type Dependencies } from './buildApp.ts'
export type { People } from './access/access.ts'
export { listen, type Listening } from './listen.ts'
