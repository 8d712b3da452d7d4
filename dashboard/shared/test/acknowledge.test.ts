import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeAcknowledge, encodeAcknowledge } from '../src/index.ts'

test('an acknowledged count comes back, modulo 2^32', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 33), (frames) => {
      expect(decodeAcknowledge(encodeAcknowledge(frames))).toBe(frames % 2 ** 32)
    }),
  )
})

test('anything else is not an acknowledgement', () => {
  for (const bytes of [[], [1], [2, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]]) expect(decodeAcknowledge(Uint8Array.from(bytes))).toBeNull()
})
