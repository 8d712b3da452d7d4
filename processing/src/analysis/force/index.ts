export { createForce, type FootForce } from './force.ts'
export { bodyX, toBodyFrame } from './bodyFrame.ts'
