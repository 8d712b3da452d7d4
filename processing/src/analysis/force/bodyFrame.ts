import type { Side } from '../../model/index.ts'

/**
 * From the foot frame (x + lateral, for either foot) to the body frame (x + to the person's right). Applied twice it gives x back, so it
 * also mirrors a left foot onto a right one.
 */
export const bodyX = (side: Side, x: number): number => (side === 'left' ? -x : x)

/** The same for a whole array, in place. */
export function toBodyFrame(side: Side, x: Float32Array): Float32Array {
  if (side === 'left') for (let i = 0; i < x.length; i++) x[i] = -x[i]!
  return x
}
