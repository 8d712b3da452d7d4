export * from './treadmillData.ts'
export { addReading } from './beltTrack.ts'
