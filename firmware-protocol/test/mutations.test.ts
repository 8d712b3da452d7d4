import { describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import type { Decoded } from '@solestream/firmware-protocol'
import { vectors } from './vectorFiles.ts'

/** mulberry32: the same bytes in every run. */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const DECODERS: Record<string, (bytes: Uint8Array) => Decoded<unknown>> = {
  samples: (bytes) => p.decodeSamples(bytes),
  identity: p.decodeIdentity,
  layout: p.decodeLayout,
  calibration: p.decodeCalibration,
  status: p.decodeStatus,
  command: p.decodeCommand,
  response: p.decodeResponse,
  layoutPage: (bytes) => p.decodePage(bytes, p.TYPE.layoutPage),
}

/**
 * The bytes lie inside a larger buffer whose rest is a trap value: a decoder that reads beyond its bytes reads other values in the two
 * runs, and the outcomes differ.
 */
function outcome(decode: (bytes: Uint8Array) => Decoded<unknown>, bytes: Uint8Array, around: number): string {
  const buffer = new Uint8Array(bytes.length + 64).fill(around)
  buffer.set(bytes, 32)
  const decoded = decode(buffer.subarray(32, 32 + bytes.length))
  if (decoded.ok) return JSON.stringify(decoded.value)
  expect(p.FAULTS).toContain(decoded.fault)
  return decoded.fault
}

describe('100,000 random and mutated packets', () => {
  const seeds = vectors().flatMap((v) => v.lines.map((line) => line))
  const rnd = random(20261122)
  const int = (below: number) => Math.floor(rnd() * below)

  function mutated(): Uint8Array {
    if (int(4) === 0) {
      const bytes = Uint8Array.from({ length: int(80) }, () => int(256))
      // Half of the random ones get past version and type.
      if (bytes.length > 1 && int(2) === 0) bytes.set([1, 1 + int(6)])
      return bytes
    }
    const source = seeds[int(seeds.length)] ?? new Uint8Array(0)
    const bytes = source.slice(0, int(4) === 0 ? int(source.length + 1) : source.length)
    for (let k = int(4); k > 0 && bytes.length > 0; k--) bytes[int(bytes.length)] = int(3) === 0 ? 0xff : int(256)
    if (int(8) !== 0) return bytes
    const longer = new Uint8Array(bytes.length + 1 + int(5))
    longer.set(bytes)
    return longer
  }

  it('give a value or a named fault each, never a throw or a byte from outside', () => {
    const names = Object.keys(DECODERS)
    const seen = new Set<string>()
    let values = 0
    for (let k = 0; k < 100_000; k++) {
      const bytes = mutated()
      const decode = DECODERS[int(3) === 0 ? (names[int(names.length)] ?? 'samples') : (likely(bytes) ?? 'samples')]
      if (decode === undefined) throw new Error('no decoder')
      const first = outcome(decode, bytes, 0x00)
      if (k % 4 === 0 && outcome(decode, bytes, 0xff) !== first) expect.fail(`reads beyond its ${bytes.length} bytes: ${bytes.join(' ')}`)
      if (p.FAULTS.includes(first as p.Fault)) seen.add(first)
      else values++
    }
    expect(values).toBeGreaterThan(10_000)
    // Each fault that a single decoder can name was met: the mutations reach past the first checks.
    expect([...seen].sort()).toEqual(p.FAULTS.filter((f) => !['lost-fragment', 'wrong-page'].includes(f)).sort())
  })

  it('through the reassembler: packets, faults or waiting, and a whole packet afterwards always comes through', () => {
    const reassembler = p.createReassembler()
    const whole = seeds.find((bytes) => p.decodeSamples(bytes).ok) ?? new Uint8Array(0)
    for (let k = 0; k < 20_000; k++) {
      const { packet, fault } = reassembler.push(mutated())
      if (packet !== null) p.decodeSamples(packet)
      if (fault !== null) expect(p.FAULTS).toContain(fault)
      if (k % 100 === 0) expect(reassembler.push(whole).packet).toEqual(whole)
    }
  })

  function likely(bytes: Uint8Array): string | undefined {
    const byType: Record<number, string> = {
      1: 'samples',
      3: int(2) === 0 ? 'layout' : 'layoutPage',
      4: 'calibration',
      5: 'status',
      6: 'identity',
    }
    if (bytes.length < 8 && int(2) === 0) return 'command'
    return (bytes[1] ?? 0) >= 0x80 ? 'response' : byType[bytes[1] ?? 0]
  }
})
