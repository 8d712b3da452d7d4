export * from './recording.ts'
export * from './recordingFault.ts'
export * from './open.ts'
export { readLayoutFile } from './layouts.ts'
