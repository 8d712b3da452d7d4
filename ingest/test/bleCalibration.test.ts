import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeCalibration, type Calibration } from '@solestream/firmware-protocol'
import { createWalker } from '@solestream/ingest/virtual'
import type { Side } from '@solestream/processing/model'
import { lacks } from '@solestream/testing'
import { startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packetsOf } from './ble/decoded.ts'
import { startHost, startInsole, type HostProcess, type InsoleProcess, type InsoleSettings } from './ble/processes.ts'

const reason = lacks('btvirt', 'gcc')
const UP_MS = 45_000
const UTC = '2026-11-25T12:00:00Z'
/** The left foot is off the ground all the time, over sensors that drifted; the right one walks. */
const SEATED: InsoleSettings = {
  side: 'left',
  walker: { drift_kPa: 5, noise_kPa: 0.2, poses: [{ pose: 'seated', from_s: 0, to_s: 1e9 }] },
}
const WRITTEN: Calibration = { ...createWalker().insoles.left.calibration!, id: 'bw-1', method: 'body-weight', unit: 'N' }

describe.skipIf(reason)(`tare and calibration over noble and bleno${reason ? ` (${reason})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'))
  const settings = { ...SEATED, calibration: join(folder, 'left.json') }
  let bluetooth: VirtualBluetooth
  let host: HostProcess
  let left: InsoleProcess
  let right: InsoleProcess
  const said = (side: Side) => host.records.flatMap((r) => (r.type === 'insole' && r.side === side ? [r.info] : []))
  const streams = (side: Side) => host.until(`${side} streams`, () => host.link(side) === 'streaming', UP_MS)
  const packets = (side: Side) => packetsOf(host.records, side)

  beforeAll(async () => {
    bluetooth = await startVirtualBluetooth()
    host = startHost(bluetooth, 'host')
    left = startInsole(bluetooth, 'left', settings)
    right = startInsole(bluetooth, 'right', { side: 'right' })
    await Promise.all([streams('left'), streams('right')])
    // A tare is of the last second.
    await host.until('2 s of samples', () => packets('left').length > 40 && packets('right').length > 40, 10_000)
  }, UP_MS)
  afterAll(async () => {
    await Promise.all([host.stop(), left.kill(), right.kill()])
    await bluetooth.stop()
    rmSync(folder, { recursive: true })
  })

  it('a foot that walks on the insole is not tared', async () => {
    expect(await host.command({ do: 'tare', side: 'right', tared_utc: UTC })).toBe('The right insole says that a foot is on it.')
    expect(said('right')).toHaveLength(1)
    expect(said('right')[0]).toMatchObject({ tared_utc: null })
  })

  it('one that is off the ground is: the zeros are those of the drifted sensors, the gains stay', async () => {
    expect(await host.command({ do: 'tare', side: 'left', tared_utc: UTC })).toBe('done')
    const [before, after] = said('left')
    expect(after).toMatchObject({ tared_utc: UTC, calibration: { id: before!.calibration!.id, gain: before!.calibration!.gain } })
    expect(after!.calibration!.zero).not.toEqual(before!.calibration!.zero)
  })

  it('a calibration is written page by page and read back, while samples go on without a loss', async () => {
    expect(await host.command({ do: 'write', side: 'left', calibration: WRITTEN })).toBe('done')
    const now = said('left').at(-1)!
    expect(encodeCalibration(now.calibration!)).toEqual(encodeCalibration(WRITTEN))
    expect(now.tared_utc).toBeNull()
    const [first, last] = [packets('left')[0]!, packets('left').at(-1)!]
    expect(packets('left').reduce((sum, p) => sum + p.n, 0)).toBe(last.sequence + last.n - first.sequence)
  })

  it('the insole has it after it was switched off and on', async () => {
    await left.kill()
    await host.until('left lost', () => host.link('left') === 'lost', 2000)
    left = startInsole(bluetooth, 'left', settings)
    await streams('left')
    expect(said('left').at(-1)).toMatchObject({ calibration: { id: 'bw-1', method: 'body-weight' }, tared_utc: null })
    expect(host.unhandled).toEqual([])
  })
})
