export { runVirtualInsole, type RunningInsole, type VirtualInsoleSettings } from './runVirtualInsole.ts'
export { recordingFeed } from './recordingFeed.ts'
export { blenoHindrance } from './hindrance.ts'
