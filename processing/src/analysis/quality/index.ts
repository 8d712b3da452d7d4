export { FootQuality } from './footQuality.ts'
