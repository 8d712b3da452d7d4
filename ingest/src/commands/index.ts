export { CommandRefused } from './insoleCommands.ts'
export type { InsoleCommands } from './insoleCommands.ts'
export { POSES } from '../virtual/pose.ts'
export type { Pose } from '../virtual/pose.ts'
