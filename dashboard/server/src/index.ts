export { buildApp, type Dependencies } from './buildApp.ts'
export { listen, type Listening } from './listen.ts'
