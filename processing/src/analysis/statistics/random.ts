/** Seeded uniform numbers in 0..1 (32-bit xorshift, Marsaglia 2003, doi:10.18637/jss.v008.i14): the same seed, the same result everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 0x9e3779b9
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
