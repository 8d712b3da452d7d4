import {
  createReassembler,
  decodeCalibration,
  decodeIdentity,
  decodeLayout,
  decodeResponse,
  decodeSamples,
  decodeStatus,
  encodeCommand,
  joinPages,
  TYPE,
} from '@solestream/firmware-protocol'
import type { Command, Response, SamplePacket } from '@solestream/firmware-protocol'
import { createVirtualInsole, createWalker, demo16 } from '@solestream/ingest/virtual'
import type { FeedSamples, SampleFeed, VirtualInsole } from '@solestream/ingest/virtual'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const walker = createWalker({ seed: 8, duration_s: 12 })
const insoleOf = (options: Partial<Parameters<typeof createVirtualInsole>[0]> = {}): VirtualInsole =>
  createVirtualInsole({ feed: walker.feed('left'), ...options })

function send(insole: VirtualInsole, command: Command, now_s: number): Response {
  const response = decodeResponse(insole.write(encodeCommand(command), now_s))
  if (!response.ok) throw new Error(response.detail)
  expect(response.value.request).toBe(command.request)
  return response.value
}

/** What a host makes of notifications: whole packets, none of them faulty. */
function received(notifications: readonly Uint8Array[], mtu: number): SamplePacket[] {
  const reassembler = createReassembler()
  const packets: SamplePacket[] = []
  for (const bytes of notifications) {
    const { packet, fault } = reassembler.push(bytes)
    if (bytes.length > mtu - 3 || fault !== null) throw new Error(`${bytes.length} bytes at MTU ${mtu}: ${fault}`)
    if (packet === null) continue
    const decoded = decodeSamples(packet)
    if (!decoded.ok) throw new Error(decoded.detail)
    packets.push(decoded.value)
  }
  return packets
}

/** Each sample by its sequence number: tick and counts. */
function samplesOf(packets: readonly SamplePacket[]): Map<number, { tick: number; counts: number[] }> {
  const samples = new Map<number, { tick: number; counts: number[] }>()
  for (const p of packets)
    for (let i = 0; i < p.n; i++) {
      if (samples.has(p.sequence + i)) throw new Error(`sample ${p.sequence + i} came twice`)
      const counts = Array.from({ length: p.sensors }, (_, k) => p.counts[k * p.n + i]!)
      samples.set(p.sequence + i, { tick: p.tick + i * p.period_ticks, counts })
    }
  return samples
}

/** A feed with any times and indices; sensor 0's count is the index. */
function feedOf(indices: readonly number[], times: readonly number[], sensors = 2): SampleFeed {
  let next = 0
  const layout = { ...demo16('left'), sensors: demo16('left').sensors.slice(0, sensors) }
  return {
    side: 'left',
    layout,
    calibration: null,
    sensors,
    rate_Hz: 100,
    read(n: number, into: FeedSamples) {
      let count = 0
      for (; count < n && next < indices.length; count++, next++) {
        into.sequence[count] = indices[next]!
        into.time_s[count] = times[next]!
        for (let k = 0; k < sensors; k++) into.counts[count * sensors + k] = indices[next]! + 1000 * k
      }
      return count
    },
    skipTo(time_s: number) {
      const from = next
      while (next < times.length && times[next]! < time_s) next++
      return next - from
    },
  }
}

describe('a virtual insole', () => {
  it('gives every sample of its feed once, at its own tick, at any MTU and however often it is asked', () => {
    const truth = new Uint16Array(1200 * 16)
    walker.samples('left', 0, 1200, truth)
    const property = fc.property(
      fc.integer({ min: 23, max: 517 }),
      fc.array(fc.double({ min: 0.001, max: 2, noNaN: true }), { minLength: 1 }),
      (mtu, pauses) => {
        const insole = insoleOf()
        insole.connected(mtu)
        send(insole, { command: 'start', request: 1 }, 0)
        const notifications: Uint8Array[] = []
        for (let now = 0, i = 0; !insole.ended; now += pauses[i++ % pauses.length]!) notifications.push(...insole.due(now))
        const samples = samplesOf(received(notifications, mtu))
        expect(samples.size).toBe(1200)
        const wrong = [...samples].filter(
          ([sequence, { tick, counts }]) => tick !== sequence * 10_000 || counts.some((count, k) => count !== truth[sequence * 16 + k]),
        )
        expect(wrong).toEqual([])
      },
    )
    fc.assert(property, { numRuns: 10 })
  })

  it('never sends a sample before it was taken, and a packet as soon as it is whole', () => {
    const insole = insoleOf()
    insole.connected(247)
    send(insole, { command: 'start', request: 1 }, 0)
    for (let due = insole.nextDue_s(); due !== null; due = insole.nextDue_s()) {
      expect(insole.due(due - 1e-6)).toEqual([])
      const [packet] = received(insole.due(due), 247)
      expect(packet!.tick + (packet!.n - 1) * packet!.period_ticks).toBe(Math.round(due * 1e6))
      expect(packet!.n).toBeLessThanOrEqual(7)
    }
    expect(insole.ended).toBe(true)
  })

  it('says who it is, its layout and calibration, in pages', () => {
    const insole = insoleOf({ serial: 'S-1', boot: 7 })
    const identity = decodeIdentity(insole.read('identity', 0))
    expect(identity).toMatchObject({ ok: true, value: { serial: 'S-1', boot: 7, side: 'left', sensors: 16, rate_Hz: 100 } })
    const whole = (document: 'layout' | 'calibration', type: number): Uint8Array => {
      const values = [insole.read(document, 0)]
      for (let page = 1; page < values[0]![3]!; page++) {
        expect(send(insole, { command: 'selectPage', request: page, document, page }, 0)).toMatchObject({ result: 'ok' })
        values.push(insole.read(document, 0))
      }
      const joined = joinPages(values, type)
      if (!joined.ok) throw new Error(joined.detail)
      return joined.value
    }
    expect(decodeLayout(whole('layout', TYPE.layoutPage))).toEqual({ ok: true, value: walker.insoles.left.layout })
    expect(decodeCalibration(whole('calibration', TYPE.calibrationPage))).toEqual({ ok: true, value: walker.insoles.left.calibration })
    expect(send(insole, { command: 'selectPage', request: 9, document: 'layout', page: 200 }, 0)).toMatchObject({ result: 'not-found' })
    insole.disconnected()
    expect(insole.read('layout', 0)[2]).toBe(0)
  })

  it('has one empty page where it was never calibrated', () => {
    const insole = createVirtualInsole({ feed: feedOf([0], [0]) })
    expect([...insole.read('calibration', 0)]).toEqual([1, TYPE.calibrationPage, 0, 0])
  })

  it('streams between start and stop only, and counts on meanwhile', () => {
    const insole = insoleOf()
    insole.connected(247)
    expect(insole.due(1)).toEqual([])
    expect(insole.nextDue_s()).toBeNull()
    send(insole, { command: 'start', request: 1 }, 2)
    const first = received(insole.due(3), 247)
    expect(first[0]).toMatchObject({ sequence: 200, tick: 2_000_000 })
    send(insole, { command: 'stop', request: 2 }, 3)
    expect(insole.due(4)).toEqual([])
    insole.disconnected()
    expect(insole.due(5)).toEqual([])
    insole.connected(247)
    send(insole, { command: 'start', request: 3 }, 6)
    expect(received(insole.due(7), 247)[0]).toMatchObject({ sequence: 600, tick: 6_000_000 })
    const status = decodeStatus(insole.read('status', 7))
    expect(status.ok && status.value.produced).toBeGreaterThan(690)
    expect(status.ok && status.value.produced - status.value.sent).toBe(status.ok && status.value.dropped)
  })

  it('counts from its boot, with a boot number of its own', () => {
    const insole = insoleOf({ bootedAt_s: 3.005, boot: 41 })
    insole.connected(247)
    send(insole, { command: 'start', request: 1 }, 3.005)
    expect(received(insole.due(4), 247)[0]).toMatchObject({ boot: 41, sequence: 0, tick: 5000 })
  })

  it('takes whole fractions of its rate, and then numbers the samples of that rate', () => {
    const insole = insoleOf()
    insole.connected(247)
    expect(send(insole, { command: 'rate', request: 1, rate_Hz: 30 }, 0)).toMatchObject({ result: 'bad-value' })
    expect(send(insole, { command: 'rate', request: 2, rate_Hz: 25 }, 0)).toEqual({
      command: 'rate',
      request: 2,
      result: 'ok',
      rate_Hz: 25,
    })
    expect(decodeIdentity(insole.read('identity', 0))).toMatchObject({ ok: true, value: { rate_Hz: 25 } })
    send(insole, { command: 'start', request: 3 }, 0)
    const slow = received(insole.due(4), 247)
    expect(slow.every((p) => p.period_ticks === 40_000)).toBe(true)
    for (const [sequence, { tick }] of samplesOf(slow)) expect(tick).toBe(40_000 * sequence)
    const newest = Math.max(...samplesOf(slow).keys())
    expect(send(insole, { command: 'rate', request: 4, rate_Hz: 100 }, 4)).toMatchObject({ result: 'ok' })
    const [fast] = received(insole.due(5), 247)
    expect(fast).toMatchObject({ period_ticks: 10_000, sequence: newest + 1 })
    expect(send(insole, { command: 'rate', request: 5, rate_Hz: 1 }, 5)).toMatchObject({ result: 'ok', rate_Hz: 1 })
    expect(samplesOf(received(insole.due(20), 247)).size).toBeGreaterThan(5)
  })

  it('answers time sync with its ticks, wrapped, and bytes it does not understand with why', () => {
    const insole = insoleOf({ clockError_ppm: 50 })
    const at = (now_s: number): number => {
      const response = send(insole, { command: 'timeSync', request: 3, echo: 99 }, now_s)
      if (response.command !== 'timeSync' || response.times === null) throw new Error('no times')
      expect(response.times.echo).toBe(99)
      return response.times.deviceReceived_tick
    }
    expect(at(10)).toBe(10_000_500)
    expect(at(5000)).toBe((5000 * 1_000_050) % 2 ** 32)
    expect(decodeResponse(insole.write(Uint8Array.of(1, 0x7f, 5), 0))).toMatchObject({
      ok: true,
      value: { request: 5, result: 'unknown-command' },
    })
    expect(decodeResponse(insole.write(Uint8Array.of(2, 1, 6), 0))).toMatchObject({
      ok: true,
      value: { request: 6, result: 'wrong-version' },
    })
    expect(decodeResponse(insole.write(Uint8Array.of(1, 4, 7, 0), 0))).toMatchObject({
      ok: true,
      value: { request: 7, result: 'bad-length' },
    })
    expect(
      decodeResponse(insole.write(encodeCommand({ command: 'reserved', request: 8, code: 0x40, content: new Uint8Array(0) }), 0)),
    ).toMatchObject({
      ok: true,
      value: { request: 8, result: 'not-supported' },
    })
  })

  it('begins a new packet at a gap and at an uneven step, so that every tick is a sample of its own', () => {
    const indices = [0, 1, 2, 7, 8, 9, 10]
    const times = [0, 0.01, 0.02, 0.07, 0.0799, 0.0899, 0.1]
    const insole = createVirtualInsole({ feed: feedOf(indices, times) })
    insole.connected(247)
    send(insole, { command: 'start', request: 1 }, 0)
    const packets = received(insole.due(1), 247)
    const samples = samplesOf(packets)
    expect([...samples.keys()]).toEqual(indices)
    expect([...samples.values()].map((s) => s.tick)).toEqual(times.map((t) => Math.round(t * 1e6)))
    expect(packets.length).toBeGreaterThan(2)
  })
})
