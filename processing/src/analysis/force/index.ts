export { createForce, type FootForce } from './force.ts'
export { UNLOADED_N } from './coefficients.ts'
export { bodyX, toBodyFrame } from './bodyFrame.ts'
