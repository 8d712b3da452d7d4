import { createAssembler } from '@solestream/ingest'
import type { Side } from '@solestream/processing/model'
import { lacks } from '@solestream/testing'
import { startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHost, startInsole, type HostProcess, type InsoleProcess, type InsoleSettings } from './ble/processes.ts'

const reason = lacks('btvirt', 'gcc')
const SIDES: readonly Side[] = ['left', 'right']
const UP_MS = 45_000
/** What a person sees is true within 2 s. */
const SHOWN_MS = 2000

/** What was received, from the host's records as they come. */
function watch(host: HostProcess) {
  const assembler = createAssembler({ mode: 'count' })
  let seen = 0
  const catchUp = (): void => {
    for (; seen < host.records.length; seen++) assembler.push(host.records[seen]!)
  }
  return {
    missing(side: Side): number {
      catchUp()
      return assembler.missing(side).reduce((sum, { count }) => sum + count, 0)
    },
    received(side: Side): number {
      catchUp()
      return assembler.quality()[side]?.received ?? 0
    },
  }
}

/** What a recording of all this would hold. */
function outcome(host: HostProcess, side: Side) {
  const assembler = createAssembler({ mode: 'final' })
  for (const record of host.records) assembler.push(record)
  const blocks = assembler.end().filter((block) => block.side === side)
  return { gaps: blocks.filter((block) => block.lostBefore > 0), counts: assembler.quality()[side]! }
}

describe.skipIf(reason)(`faults over noble and bleno${reason ? ` (${reason})` : ''}`, () => {
  let bluetooth: VirtualBluetooth
  const insoles: InsoleProcess[] = []
  let host: HostProcess
  let seen: ReturnType<typeof watch>

  const insole = (name: string, settings: InsoleSettings): InsoleProcess => {
    const started = startInsole(bluetooth, name, settings)
    insoles.push(started)
    return started
  }
  const said = (side: Side) => host.records.findLast((r) => r.type === 'link' && r.side === side)
  const streams = (side: Side): Promise<void> => host.until(`${side} streams`, () => host.link(side) === 'streaming', UP_MS)
  const shown = (side: Side, state: string): Promise<void> => host.until(`${side} ${state}`, () => host.link(side) === state, SHOWN_MS)
  const more = (side: Side, samples: number): Promise<void> => {
    const before = seen.received(side)
    return host.until(`${String(samples)} samples of the ${side} one`, () => seen.received(side) >= before + samples, UP_MS)
  }
  /** Samples came again, and all that can be had is here. */
  async function whole(...sides: readonly Side[]): Promise<void> {
    for (const side of sides) await more(side, 50)
    const until_ms = performance.now() + UP_MS
    while ((await host.outstanding()) > 0) {
      if (performance.now() > until_ms) throw new Error(`still missing: ${String(await host.outstanding())}`)
      await pass(100)
    }
  }
  const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

  beforeAll(async () => {
    bluetooth = await startVirtualBluetooth()
  }, UP_MS)
  afterAll(async () => {
    await Promise.all(insoles.map((i) => i.kill()))
    await bluetooth.stop()
  })

  describe('of links', () => {
    let left: InsoleProcess
    let right: InsoleProcess
    let listeners: number
    const epoch = Date.now() / 1000

    beforeAll(async () => {
      host = startHost(bluetooth, 'links')
      seen = watch(host)
      left = insole('left', { side: 'left', epoch })
      right = insole('right', { side: 'right', epoch, ring_s: 12 })
      await Promise.all(SIDES.map(streams))
      await more('left', 100)
      listeners = await host.quietListeners()
    }, UP_MS)
    afterAll(async () => void (await Promise.all([host.stop(), left.kill(), right.kill()])))

    it('an insole out of range for 10 s loses nothing, and the other one nothing meanwhile', async () => {
      await bluetooth.silence('left')
      await shown('left', 'lost')
      await pass(10_000)
      await bluetooth.restore('left')
      await streams('left')
      await host.until('what is recovered is said', () => /recovering \d+/.test((said('left') as { detail: string }).detail), UP_MS)
      await whole('left', 'right')
      expect(outcome(host, 'left')).toMatchObject({ gaps: [], counts: { lost: 0, boots: 1 } })
      expect(outcome(host, 'left').counts.recovered).toBeGreaterThan(900)
      expect(outcome(host, 'right').counts).toMatchObject({ lost: 0, recovered: 0 })
    })

    it('one that was away for longer than its ring reaches has an exact gap, and all after it', async () => {
      const before = seen.received('right')
      await bluetooth.silence('right')
      await shown('right', 'lost')
      await pass(14_000)
      await bluetooth.restore('right')
      await streams('right')
      await whole('right')
      const { gaps, counts } = outcome(host, 'right')
      expect(gaps.length).toBe(1)
      expect(counts.gaps).toBe(1)
      expect(counts.lost).toBe(gaps[0]!.lostBefore)
      expect(counts.lost).toBeGreaterThan(100)
      expect(counts.recovered).toBeGreaterThan(900)
      // Exact: from what was there before on, nothing is counted twice or forgotten.
      expect(gaps[0]!.sequence - gaps[0]!.lostBefore).toBeGreaterThanOrEqual(before - 100)
    })

    it('one that was killed and started again is there from its first sample on', async () => {
      await left.kill()
      await shown('left', 'lost')
      left = insole('left', { side: 'left', epoch })
      await streams('left')
      await whole('left')
      const { gaps, counts } = outcome(host, 'left')
      expect(counts.boots).toBe(2)
      expect(gaps.map((block) => block.sequence)).toEqual([0])
    })

    it('an adapter that was pulled out and plugged in again loses nothing', async () => {
      const before = SIDES.map((side) => outcome(host, side).counts.lost)
      await bluetooth.kill('links')
      await Promise.all(SIDES.map((side) => host.until(`${side} lost`, () => host.link(side) === 'lost', SHOWN_MS)))
      await bluetooth.restore('links')
      await Promise.all(SIDES.map(streams))
      await whole('left', 'right')
      expect(outcome(host, 'left').counts.lost).toBe(before[0])
      expect(outcome(host, 'right').counts.lost).toBe(before[1])
    })

    it('leaves nothing behind, and nothing was thrown', async () => {
      expect(host.unhandled).toEqual([])
      expect(await host.quietListeners()).toBe(listeners)
    })
  })

  it('notifications that come a second late, twice, in the wrong order, cut, or are none of ours cost no sample', async () => {
    host = startHost(bluetooth, 'air')
    seen = watch(host)
    const both = [insole('late', { side: 'left', fault: 'delayed' }), insole('messy', { side: 'right', fault: 'messy' })]
    try {
      await Promise.all(SIDES.map(streams))
      await more('left', 1000)
      await more('right', 1000)
      await whole('left', 'right')
      const [left, right] = SIDES.map((side) => outcome(host, side).counts)
      expect(left).toMatchObject({ lost: 0, recovered: 0, faults: {} })
      expect(right!.duplicates).toBeGreaterThan(50)
      expect(right!.recovered).toBeGreaterThan(20)
      expect(right!.late).toBeGreaterThan(50)
      expect(Object.values(right!.faults).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(5)
      expect(SIDES.map((side) => host.link(side))).toEqual(['streaming', 'streaming'])
      expect(host.unhandled).toEqual([])
    } finally {
      await Promise.all([host.stop(), ...both.map((i) => i.kill())])
    }
  })

  it('of two that both say left one is refused by name, and the other goes on', async () => {
    host = startHost(bluetooth, 'lefts')
    seen = watch(host)
    const both = [insole('first', { side: 'left', serial: 'FIRST' })]
    try {
      await streams('left')
      both.push(insole('second', { side: 'left', serial: 'SECOND' }))
      const refused = /FIRST, which is used, and SECOND, which is not/
      await host.until('the refusal', () => host.records.some((r) => r.type === 'link' && refused.test(r.detail)), UP_MS)
      await host.until('left streams on', () => host.link('left') === 'streaming', SHOWN_MS)
      expect(said('left')).toMatchObject({
        detail: expect.stringMatching(refused) as string,
        mend: expect.stringMatching(/Switch one/) as string,
      })
      await more('left', 300)
      expect(seen.missing('left')).toBe(0)
      expect(host.unhandled).toEqual([])
    } finally {
      await Promise.all([host.stop(), ...both.map((i) => i.kill())])
    }
  })

  it('an insole of another protocol version is refused by name, and the other one streams', async () => {
    host = startHost(bluetooth, 'versions')
    seen = watch(host)
    const both = [insole('new', { side: 'left', fault: 'newer' }), insole('usual', { side: 'right' })]
    try {
      await host.until('the refusal', () => host.link('left') === 'refused', UP_MS)
      expect(said('left')).toMatchObject({
        detail: expect.stringMatching(/another version of the protocol/) as string,
        mend: expect.stringMatching(/firmware/) as string,
      })
      await streams('right')
      await more('right', 300)
      expect(host.link('left')).toBe('refused')
      expect(seen.missing('right')).toBe(0)
      expect(host.unhandled).toEqual([])
    } finally {
      await Promise.all([host.stop(), ...both.map((i) => i.kill())])
    }
  })

  it('a hundred lost links leave no listeners and no memory behind, and cost no sample', async () => {
    host = startHost(bluetooth, 'hundred', { firstRetry_ms: 10, longestRetry_ms: 50 })
    seen = watch(host)
    const one = insole('one', { side: 'right' })
    try {
      let listeners = 0
      let heap = 0
      for (let n = 1; n <= 100; n++) {
        await streams('right')
        await more('right', 7)
        if (n === 20) {
          await more('right', 200)
          listeners = await host.quietListeners()
          heap = await host.heap()
        }
        one.disconnect()
        await host.until(`lost, the ${String(n)}th time`, () => host.link('right') === 'lost', UP_MS)
      }
      await streams('right')
      await whole('right')
      expect(outcome(host, 'right')).toMatchObject({ gaps: [], counts: { lost: 0, boots: 1 } })
      expect(await host.quietListeners()).toBe(listeners)
      // 80 links more; a link's services and characteristics alone are some 50 kB.
      expect((await host.heap()) - heap).toBeLessThan(1.5e6)
      expect(host.unhandled).toEqual([])
    } finally {
      await Promise.all([host.stop(), one.kill()])
    }
  }, 300_000)
})
