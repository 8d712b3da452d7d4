export { runSelftest, SELFTEST_LIMITS, type Selftest, type SelftestRow } from './selftest.ts'
export { selftestText } from './text.ts'
export { selftestDocument } from './document.ts'
export type { SelftestWalk } from './walks.ts'
