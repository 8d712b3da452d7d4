export { summarize } from './summarize.ts'
export { RollingSummary, LIVE_WINDOW } from './rollingSummary.ts'
export { symmetryIndex_percent, PAIRS_FOR_INTERVAL } from './asymmetry.ts'
export { cannot } from './cannot.ts'
