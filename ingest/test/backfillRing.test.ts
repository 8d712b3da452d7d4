import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createReassembler,
  decodeIdentity,
  decodeResponse,
  decodeSamples,
  decodeStatus,
  encodeCommand,
  supports,
} from '@solestream/firmware-protocol'
import type { Command, Response, SamplePacket } from '@solestream/firmware-protocol'
import { createVirtualInsole, createWalker } from '@solestream/ingest/virtual'
import type { VirtualInsole, VirtualInsoleOptions } from '@solestream/ingest/virtual'

const walker = createWalker({ seed: 8, duration_s: 30 })
const truth = new Uint16Array(3000 * 16)
walker.samples('left', 0, 3000, truth)

const insoleOf = (options: Partial<VirtualInsoleOptions> = {}): VirtualInsole =>
  createVirtualInsole({ feed: walker.feed('left'), ring_s: 5, ...options })

type Order = Command extends infer C ? (C extends Command ? Omit<C, 'request'> : never) : never
function send(insole: VirtualInsole, order: Order, now_s: number): Response {
  const response = decodeResponse(insole.write(encodeCommand({ ...order, request: 1 } as Command), now_s))
  if (!response.ok) throw new Error(response.detail)
  return response.value
}
const ask = (insole: VirtualInsole, firstSequence: number, count: number, now_s: number) =>
  send(insole, { command: 'backfill', firstSequence, count }, now_s) as Extract<Response, { command: 'backfill' }>

/** Plays the insole until `until_s`, as a pacer would; each notification with its time. */
function play(
  insole: VirtualInsole,
  until_s: number,
  busy: (now_s: number) => boolean = () => false,
): { readonly at_s: number; readonly bytes: Uint8Array }[] {
  const sent: { at_s: number; bytes: Uint8Array }[] = []
  for (let at_s = insole.nextDue_s(); at_s !== null && at_s <= until_s; at_s = insole.nextDue_s())
    for (const bytes of insole.due(at_s, busy(at_s))) sent.push({ at_s, bytes })
  return sent
}
function packetsOf(sent: readonly { readonly bytes: Uint8Array }[]): SamplePacket[] {
  const reassembler = createReassembler()
  return sent.flatMap(({ bytes }) => {
    const { packet, fault } = reassembler.push(bytes)
    if (fault !== null) throw new Error(fault)
    const decoded = packet && decodeSamples(packet)
    if (decoded && !decoded.ok) throw new Error(decoded.detail)
    return decoded?.value ?? []
  })
}
const isTrue = (p: SamplePacket): boolean =>
  p.tick === p.sequence * 10_000 &&
  p.period_ticks === 10_000 &&
  p.counts.every((count, at) => count === truth[(p.sequence + (at % p.n)) * 16 + Math.floor(at / p.n)])
const sequences = (packets: readonly SamplePacket[]) => packets.flatMap((p) => Array.from({ length: p.n }, (_, i) => p.sequence + i))
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

describe('the ring of a virtual insole', () => {
  it('sends again exactly what it said, as it was, while the live stream goes on undisturbed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 517 }),
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 1, max: 800 }),
        (mtu, first, count) => {
          const [insole, undisturbed] = [insoleOf(), insoleOf()]
          for (const one of [insole, undisturbed]) {
            one.connected(mtu)
            send(one, { command: 'start' }, 0)
          }
          const before = play(insole, 10)
          const produced = sequences(packetsOf(before)).length
          const { result, range: said } = ask(insole, first, count, 10)
          const oldest = Math.max(0, produced - 500)
          if (first + count > produced) expect(result).toBe('bad-value')
          else if (first + count <= oldest) expect(result).toBe('not-found')
          else
            expect({ result, said }).toEqual({
              result: 'ok',
              said: { firstSequence: Math.max(first, oldest), count: first + count - Math.max(first, oldest) },
            })
          const packets = packetsOf(play(insole, 29))
          const recovered = packets.filter((p) => p.recovered)
          // What the ring loses before its turn comes is left out.
          const got = new Set(sequences(recovered))
          const wanted = said === null ? [] : range(said.firstSequence, said.firstSequence + said.count)
          expect(sequences(recovered)).toEqual(wanted.filter((sequence) => got.has(sequence)))
          const safe = mtu >= 150 && first > oldest + 20
          if (safe) expect(sequences(recovered)).toEqual(wanted)
          expect(packets.every(isTrue)).toBe(true)
          const live = (all: readonly SamplePacket[]) => all.filter((p) => !p.recovered).map((p) => [p.sequence, p.n])
          expect(live([...packetsOf(before), ...packets])).toEqual(live(packetsOf(play(undisturbed, 29))))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps what was taken without a connection, and while stopped', () => {
    const insole = insoleOf()
    insole.connected(247)
    send(insole, { command: 'start' }, 0)
    play(insole, 2)
    insole.disconnected()
    insole.connected(247)
    // Stopped: taken, and sent again all the same.
    expect(ask(insole, 210, 250, 5)).toMatchObject({ result: 'ok', range: { firstSequence: 210, count: 250 } })
    const packets = packetsOf(play(insole, 8))
    expect(packets.every((p) => p.recovered && isTrue(p))).toBe(true)
    expect(sequences(packets)).toEqual(range(210, 460))
    expect(insole.nextDue_s()).toBeNull()
  })

  it('puts live packets first and leaves room for them', () => {
    const insole = insoleOf({ againEvery_s: 0.02 })
    insole.connected(247)
    send(insole, { command: 'start' }, 0)
    play(insole, 6)
    ask(insole, 150, 400, 6)
    const sent = play(insole, 10)
    const at = sent.map(({ at_s, bytes }) => ({ at_s, ...packetsOf([{ bytes }])[0]! }))
    for (const p of at) if (!p.recovered) expect(p.at_s).toBeCloseTo((p.tick + (p.n - 1) * p.period_ticks) / 1e6, 6)
    const again = at.filter((p) => p.recovered)
    expect(again.length).toBe(Math.ceil(400 / 7))
    again.slice(1).forEach((p, i) => expect(p.at_s - again[i]!.at_s).toBeGreaterThan(0.0199))
    // At the same moment the live one is sent first.
    at.forEach((p, i) => {
      if (!p.recovered && at[i - 1]?.recovered) expect(p.at_s).toBeGreaterThan(at[i - 1]!.at_s)
    })
  })

  it('sends nothing again while the link is busy, and loses nothing by it', () => {
    const insole = insoleOf()
    insole.connected(247)
    send(insole, { command: 'start' }, 0)
    play(insole, 6)
    ask(insole, 400, 100, 6)
    const packets = packetsOf(play(insole, 12, (now_s) => now_s < 8))
    const firstAgain = packets.findIndex((p) => p.recovered)
    expect(packets[firstAgain - 1]!.tick).toBeGreaterThan(7.9e6)
    expect(sequences(packets.filter((p) => p.recovered))).toEqual(range(400, 500))
  })

  it('takes one request at a time; the same again changes nothing; cancel and the end of the connection end it', () => {
    const insole = insoleOf()
    insole.connected(247)
    send(insole, { command: 'start' }, 0)
    play(insole, 6)
    expect(ask(insole, 300, 200, 6).result).toBe('ok')
    play(insole, 6.1)
    expect(ask(insole, 300, 200, 6.1)).toMatchObject({ result: 'ok', range: { firstSequence: 300, count: 200 } })
    expect(ask(insole, 300, 201, 6.1).result).toBe('busy')
    expect(send(insole, { command: 'backfillCancel' }, 6.2).result).toBe('ok')
    expect(packetsOf(play(insole, 7)).some((p) => p.recovered)).toBe(false)
    expect(ask(insole, 300, 201, 7).result).toBe('ok')
    insole.disconnected()
    insole.connected(247)
    send(insole, { command: 'start' }, 7.5)
    expect(packetsOf(play(insole, 8)).some((p) => p.recovered)).toBe(false)
    expect(send(insole, { command: 'backfillCancel' }, 8).result).toBe('ok')
  })

  it('sends samples of another rate as they were taken', () => {
    const insole = insoleOf()
    insole.connected(247)
    send(insole, { command: 'start' }, 0)
    const sent = play(insole, 4)
    send(insole, { command: 'rate', rate_Hz: 50 }, 4)
    sent.push(...play(insole, 5))
    const packets = packetsOf(sent)
    const all = sequences(packets)
    expect(ask(insole, all.at(-1)! - 119, 120, 5).result).toBe('ok')
    const recovered = packetsOf(play(insole, 9)).filter((p) => p.recovered)
    expect(sequences(recovered)).toEqual(all.slice(-120))
    const ticks = (list: readonly SamplePacket[]) => list.flatMap((p) => Array.from({ length: p.n }, (_, i) => p.tick + i * p.period_ticks))
    expect(ticks(recovered)).toEqual(ticks(packets).slice(-120))
    expect(new Set(recovered.map((p) => p.period_ticks))).toEqual(new Set([10_000, 20_000]))
  })

  it('says so in identity and status; one without a ring refuses', () => {
    const insole = insoleOf()
    const identity = decodeIdentity(insole.read('identity', 0))
    expect(identity.ok && supports(identity.value, 'backfill')).toBe(true)
    expect(decodeStatus(insole.read('status', 2))).toMatchObject({ ok: true, value: { produced: 200, oldest: 0 } })
    expect(decodeStatus(insole.read('status', 20))).toMatchObject({ ok: true, value: { produced: 2000, oldest: 1500 } })
    const without = insoleOf({ ring_s: 0 })
    const other = decodeIdentity(without.read('identity', 0))
    expect(other.ok && supports(other.value, 'backfill')).toBe(false)
    expect(send(without, { command: 'backfill', firstSequence: 0, count: 1 }, 1).result).toBe('not-supported')
    expect(decodeStatus(without.read('status', 2))).toMatchObject({ ok: true, value: { produced: 200, oldest: 200 } })
  })
})
