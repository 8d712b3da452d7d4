import type { SamplePacket } from '@solestream/firmware-protocol'
import { createWalker } from '@solestream/ingest/virtual'
import type { Side } from '@solestream/processing/model'
import { lacks } from '@solestream/testing'
import { startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packetsOf } from './ble/decoded.ts'
import { startRadio, startHost, startInsole, UP_MS, type HostProcess, type InsoleProcess } from './ble/processes.ts'

const reason = lacks('btvirt', 'gcc')
const SIDES: readonly Side[] = ['left', 'right']

const samplesIn = (packets: readonly SamplePacket[]): number => packets.reduce((sum, p) => sum + p.n, 0)

/** Live sequence numbers that are not the ones due. */
function breaks(packets: readonly SamplePacket[]): number {
  const live = packets.filter((p) => !p.recovered)
  let found = 0
  let due = live[0]?.sequence ?? 0
  for (const p of live) {
    if (p.sequence !== due) found++
    due = p.sequence + p.n
  }
  return found
}

/** Whether every count is the walker's own, wherever in its walk the first sample lies. */
function isWalk(side: Side, packets: readonly SamplePacket[]): boolean {
  const feed = createWalker().feed(side)
  const total = 20_000
  const walk = new Uint16Array(total * feed.sensors)
  feed.read(total, { sequence: new Float64Array(total), time_s: new Float64Array(total), counts: walk })
  const fits = (start: number): boolean => {
    let at = start
    for (const p of packets)
      for (let i = 0; i < p.n; i++, at++)
        for (let k = 0; k < p.sensors; k++) if (walk[at * p.sensors + k] !== p.counts[k * p.n + i]) return false
    return true
  }
  for (let start = 0; start < total - samplesIn(packets); start++) if (fits(start)) return true
  return false
}

describe.skipIf(reason)(`unmodified noble and bleno over btvirt${reason ? ` (${reason})` : ''}`, () => {
  let bluetooth: VirtualBluetooth
  const insoles: InsoleProcess[] = []
  const insole = (name: string, settings: Parameters<typeof startInsole>[2]): InsoleProcess => {
    const started = startInsole(bluetooth, name, settings)
    insoles.push(started)
    return started
  }
  beforeAll(async () => {
    bluetooth = await startVirtualBluetooth()
  }, UP_MS)
  afterAll(async () => {
    await Promise.all(insoles.map((i) => i.kill()))
    await bluetooth.stop()
  })

  describe('two insoles', () => {
    let host: HostProcess
    let left: InsoleProcess
    let right: InsoleProcess
    let listeners = 0
    const epoch = Date.now() / 1000
    const streams = (side: Side) => (): boolean => host.link(side) === 'streaming'
    const count = (side: Side, from = 0): number => host.records.slice(from).filter((r) => r.type === 'packet' && r.side === side).length

    beforeAll(() => {
      host = startHost(bluetooth, 'host')
      right = insole('right', { side: 'right', epoch })
    })
    afterAll(async () => void (await Promise.all([host.stop(), left.kill(), right.kill()])))

    it('an absent left insole does not hold up the right one', async () => {
      await host.until('right streams', streams('right'), UP_MS)
      await host.until('20 packets', () => count('right') >= 20, 5000)
      expect(host.link('left')).toBe('searching')
      await host.until('said', () => host.states.at(-1)?.state === 'streaming', 5000)
    })

    it('delivers every sample of both, in order and unchanged, for 10 s', async () => {
      left = insole('left', { side: 'left', epoch })
      await host.until('left streams', streams('left'), UP_MS)
      const from = host.records.length
      await host.until('10 s of samples', () => SIDES.every((side) => count(side, from) * 7 >= 1000), 15_000)
      for (const side of SIDES) {
        const packets = packetsOf(host.records, side, from)
        expect(samplesIn(packets)).toBeGreaterThanOrEqual(1000)
        expect(breaks(packets)).toBe(0)
        expect(isWalk(side, packets)).toBe(true)
      }
    })

    it('told who they are before their samples, and keeps exchanging times', () => {
      for (const side of SIDES) {
        const own = host.records.filter((r) => 'side' in r && r.side === side)
        const info = own.find((r) => r.type === 'insole')
        expect(own.findIndex((r) => r.type === 'insole')).toBeLessThan(own.findIndex((r) => r.type === 'packet'))
        expect(info).toMatchObject({ info: { identity: { side, sensors: 16 }, clock: 'device', calibration: { method: 'vendor' } } })
        expect(own.find((r) => r.type === 'status')).toMatchObject({ battery_percent: 90 })
        const exchanges = own.filter((r) => r.type === 'sync').map((r) => r.exchange)
        expect(exchanges.length).toBeGreaterThan(20)
        // The device's own time between the first and the last lies within what their ends allow.
        const [first, last] = [exchanges[0], exchanges.at(-1)]
        if (!first || !last) throw new Error('no exchanges')
        const device_s = (last.deviceReceived_tick - first.deviceReceived_tick) / 1e6
        expect(device_s).toBeGreaterThan(last.sent_s - first.received_s - 0.001)
        expect(device_s).toBeLessThan(last.received_s - first.sent_s + 0.001)
      }
    })

    it('shows a killed insole as lost within 2 s and streams again by itself when it is back', async () => {
      listeners = await host.quietListeners()
      const bootBefore = packetsOf(host.records, 'left').at(-1)?.boot
      await left.kill()
      await host.until('left lost', () => host.link('left') === 'lost' && host.states.at(-1)?.state === 'lost', 2000)
      const from = host.records.length
      left = insole('left', { side: 'left', epoch })
      await host.until('left streams again', streams('left'), UP_MS)
      await host.until('30 packets', () => count('left', from) >= 30, 10_000)
      const packets = packetsOf(host.records, 'left', from)
      expect(packets[0]?.boot).not.toBe(bootBefore)
      expect(breaks(packets)).toBe(0)
      expect(breaks(packetsOf(host.records, 'right'))).toBe(0)
      expect(await host.quietListeners()).toBe(listeners)
    })

    it('goes on with the same count when an insole was out of range', async () => {
      const before = packetsOf(host.records, 'right').at(-1)
      const from = host.records.length
      await bluetooth.silence('right')
      await host.until('right lost', () => host.link('right') === 'lost', 2000)
      await bluetooth.restore('right')
      await host.until('right streams again', streams('right'), UP_MS)
      await host.until('5 packets', () => count('right', from) >= 5, 5000)
      const after = packetsOf(host.records, 'right').at(-1)
      expect(after?.boot).toBe(before?.boot)
      expect(breaks(packetsOf(host.records, 'right'))).toBe(1)
      expect((after?.sequence ?? 0) - (before?.sequence ?? 0)).toBeGreaterThan(100)
    })

    it('takes up both again after the adapter was pulled out', async () => {
      await bluetooth.kill('host')
      await host.until('both lost', () => SIDES.every((side) => host.link(side) === 'lost'), 5000)
      await host.until('its mend', () => /plug the adapter in/.test(host.states.at(-1)?.mend ?? ''), 5000)
      await bluetooth.restore('host')
      await host.until('both stream', () => SIDES.every((side) => streams(side)()), UP_MS)
      expect(host.unhandled).toEqual([])
      expect(await host.quietListeners()).toBe(listeners)
    })

    it('ends with a word for each insole', async () => {
      await host.stop()
      expect(host.states.at(-1)).toMatchObject({ state: 'ended' })
      expect(SIDES.map((side) => host.link(side))).toEqual(['ended', 'ended'])
    })
  })
  it('reads long values and fragments at the smallest ATT MTU, at a rate that fits', async () => {
    const host = startHost(bluetooth, 'host2')
    const small = insole('small', { side: 'left', largestMtu: 23 })
    try {
      await host.until('samples of 2 s', () => packetsOf(host.records, 'left').length >= 50, UP_MS)
      const packets = packetsOf(host.records, 'left')
      expect(host.records.find((r) => r.type === 'insole')).toMatchObject({
        info: { layout: { sensors: { length: 16 } }, calibration: { gain: { length: 16 } } },
      })
      expect(Math.max(...host.records.map((r) => (r.type === 'packet' ? r.bytes.length : 0)))).toBe(20)
      expect(breaks(packets)).toBe(0)
      expect(packets[0]?.period_ticks).toBeGreaterThan(10_000)
    } finally {
      await Promise.all([host.stop(), small.kill()])
    }
  })

  it('cancels a connect that is not answered, and connects when it is', async () => {
    const lone = insole('lone', { side: 'right' })
    const radio = startRadio(bluetooth, 'host3')
    try {
      const id = await radio.find(UP_MS)
      await bluetooth.silence('lone')
      expect(await radio.connect(id, 500)).toBe('the time is up')
      expect(await radio.connect(id, 500)).toBe('the time is up')
      await bluetooth.restore('lone')
      expect(await radio.connect(id, 5000)).toBe('connected')
      expect(await radio.disconnect()).toBe('disconnected')
      expect(await radio.connect(id, 5000)).toBe('connected')
      expect(await radio.race(id)).toBe('')
    } finally {
      await Promise.all([radio.stop(), lone.kill()])
    }
  })
})
