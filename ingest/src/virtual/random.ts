/**
 * Noise that is a function of where it is asked for, not of what was asked before: any sample can be had at any time, in any order,
 * on any machine, from the seed alone. (murmur3's finaliser over the mixed coordinates.)
 */
export function hash(seed: number, a: number, b: number, c = 0): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul((h ^ a) + (h << 7), 0xcc9e2d51)
  h = Math.imul(h ^ b ^ (h >>> 15), 0x1b873593)
  h = Math.imul((h ^ c) + (h << 9), 0xe6546b64)
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Uniform in [0, 1). */
export const uniform = (seed: number, a: number, b: number, c = 0): number => hash(seed, a, b, c) / 4294967296

const IRWIN_HALL_SD = Math.sqrt((4 * (256 * 256 - 1)) / 12)

/** Mean 0, sd 1, bounded by 3.46: the sum of a hash's four bytes (Irwin-Hall); cheap enough for every sensor of every sample. */
export function gaussian(seed: number, a: number, b: number, c = 0): number {
  const h = hash(seed, a, b, c)
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / IRWIN_HALL_SD
}
