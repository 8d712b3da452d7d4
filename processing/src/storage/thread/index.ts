export { startThread } from './startThread.ts'
export { createCalls, type Answer, type Call, type Calls, type FromThread } from './calls.ts'
export { failed, refusedWith } from './answer.ts'
