import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  decodeCalibration,
  decodeResponse,
  encodeCalibration,
  encodeCommand,
  FEATURE,
  joinPages,
  pagesToWrite,
  TYPE,
  type Calibration,
  type Command,
  type Result,
} from '@solestream/firmware-protocol'
import { ConfigurationFault } from '@solestream/ingest'
import { readCalibrationFile, writeCalibrationFile } from '@solestream/ingest/peripheral'
import {
  createVirtualInsole,
  createWalker,
  type VirtualInsole,
  type VirtualInsoleOptions,
  type WalkerSettings,
} from '@solestream/ingest/virtual'
import { describe, expect, it, onTestFinished } from 'vitest'

const UTC = '2026-11-25T12:00:00Z'
/** Sits for 10 s, then walks. */
const SITS: Partial<WalkerSettings> = { poses: [{ pose: 'seated', from_s: 0, to_s: 10 }], noise_kPa: 0.3 }

function insoleOf(walker: Partial<WalkerSettings>, options: Partial<VirtualInsoleOptions> = {}): VirtualInsole {
  const insole = createVirtualInsole({ feed: createWalker(walker).feed('left'), ...options })
  insole.connected(247)
  return insole
}
/** Omit, for each member of a union. */
type Order = Command extends infer C ? (C extends unknown ? Omit<C, 'request'> : never) : never
function send(insole: VirtualInsole, command: Order, now_s: number): Result {
  const response = decodeResponse(insole.write(encodeCommand({ ...command, request: 7 } as Command), now_s))
  if (!response.ok) throw new Error(response.detail)
  return response.value.result
}
/** As a host reads it. */
function read(insole: VirtualInsole): Calibration | null {
  const values = [insole.read('calibration', 0)]
  for (let page = 1; page < values[0]![3]!; page++) {
    expect(send(insole, { command: 'selectPage', document: 'calibration', page }, 0)).toBe('ok')
    values.push(insole.read('calibration', 0))
  }
  const document = joinPages(values, TYPE.calibrationPage)
  if (!document.ok) throw new Error(document.detail)
  if (document.value.length === 0) return null
  const calibration = decodeCalibration(document.value)
  if (!calibration.ok) throw new Error(calibration.detail)
  return calibration.value
}
function write(insole: VirtualInsole, calibration: Calibration): Result {
  const document = encodeCalibration(calibration)
  send(insole, { command: 'calibrationBegin', size_bytes: document.length }, 3)
  for (const page of pagesToWrite(document, 247)) send(insole, { command: 'calibrationPage', ...page }, 3)
  return send(insole, { command: 'calibrationCommit' }, 3)
}
const tareDate = (insole: VirtualInsole) => decodeResponse(insole.write(encodeCommand({ command: 'tareDate', request: 1 }), 3))

describe('tare', () => {
  it.each([true, false])('takes the mean of the last second as zeros, streaming: %s; gains, method, id and date stay', (streams) => {
    const drifted = { ...SITS, drift_kPa: 8, noise_kPa: 0.5 }
    const insole = insoleOf(drifted)
    if (streams) {
      send(insole, { command: 'start' }, 0)
      insole.due(3)
    }
    const before = read(insole)!
    expect(send(insole, { command: 'tare', tared_utc: UTC }, 3)).toBe('ok')
    const after = read(insole)!
    expect({ ...after, zero: [] }).toEqual({ ...before, zero: [] })
    const room = new Uint16Array(100 * 16)
    createWalker(drifted).samples('left', 201, 100, room)
    for (let k = 0; k < 16; k++) {
      const mean = Array.from({ length: 100 }, (_, i) => room[i * 16 + k]!).reduce((a, b) => a + b, 0) / 100
      // The last packet may still be under way.
      expect(Math.abs(after.zero[k]! - mean)).toBeLessThan(3)
    }
    expect(tareDate(insole)).toMatchObject({ value: { result: 'ok', tared_utc: UTC } })
    expect([insole.calibration, insole.tared_utc]).toEqual([after, UTC])
  })

  it('of an insole that was never calibrated: zeros, and no gains that mean anything', () => {
    const insole = insoleOf({ ...SITS, gainError_percent: null })
    expect(read(insole)).toBeNull()
    expect(send(insole, { command: 'tare', tared_utc: UTC }, 3)).toBe('ok')
    expect(read(insole)).toMatchObject({ method: 'none', id: '', calibrated_utc: '1970-01-01T00:00:00Z' })
  })

  it.each([
    ['a standing person', { poses: [{ pose: 'stand', from_s: 0, to_s: 10 }] }],
    ['a foot that is being put down', { poses: [{ pose: 'seated', from_s: 0, to_s: 2.4 }] }],
    ['a walking person', {}],
  ] as const)('is refused, and nothing changes, with %s', (_, walker) => {
    const insole = insoleOf({ seed: 3, ...walker })
    const before = read(insole)
    expect(send(insole, { command: 'tare', tared_utc: UTC }, 3)).toBe('loaded')
    expect(read(insole)).toEqual(before)
    expect(tareDate(insole)).toMatchObject({ value: { result: 'not-found' } })
  })

  it('needs a second of samples, and somewhere to keep it', () => {
    expect(send(insoleOf(SITS), { command: 'tare', tared_utc: UTC }, 0.5)).toBe('busy')
    const full = insoleOf(SITS, { keep: () => false })
    const before = read(full)
    expect(send(full, { command: 'tare', tared_utc: UTC }, 3)).toBe('storage-failed')
    expect(read(full)).toEqual(before)
    const without = insoleOf(SITS, { ring_s: 0 })
    expect(without.identity.features & FEATURE.tare).toBe(0)
    expect(send(without, { command: 'tare', tared_utc: UTC }, 3)).toBe('not-supported')
  })
})

describe('a calibration that is written', () => {
  const calibration: Calibration = {
    ...createWalker().insoles.left.calibration!,
    id: 'bw-20261125-120000',
    method: 'body-weight',
    unit: 'N',
    calibrated_utc: UTC,
  }

  it('is read back as it was, over a reconnection too; a tare before it is none of its own', () => {
    const insole = insoleOf(SITS)
    send(insole, { command: 'tare', tared_utc: UTC }, 3)
    expect(write(insole, calibration)).toBe('ok')
    expect(read(insole)).toEqual(calibration)
    expect(tareDate(insole)).toMatchObject({ value: { result: 'not-found' } })
    insole.disconnected()
    insole.connected(247)
    expect(read(insole)).toEqual(calibration)
  })

  it('is refused whole: of another number of sensors, or when the insole cannot keep it', () => {
    const insole = insoleOf(SITS)
    const before = read(insole)
    expect(write(insole, { ...calibration, zero: [1], gain: [1] })).toBe('bad-value')
    expect(write(insoleOf(SITS, { keep: () => false }), calibration)).toBe('storage-failed')
    expect(read(insole)).toEqual(before)
  })

  it('changes no count that is sent', () => {
    const sent = (change: boolean) => {
      const insole = insoleOf(SITS)
      send(insole, { command: 'start' }, 0)
      const packets = insole.due(3)
      if (change) {
        expect(send(insole, { command: 'tare', tared_utc: UTC }, 3)).toBe('ok')
        expect(write(insole, calibration)).toBe('ok')
      }
      return [...packets, ...insole.due(6)]
    }
    expect(sent(true)).toEqual(sent(false))
  })
})

describe('nothing re-zeroes by itself', () => {
  it('over reconnections, starts, stops and changes of rate, with a zero that drifts', () => {
    let kept = 0
    const insole = insoleOf({ ...SITS, drift_kPa: 20 }, { keep: () => (kept++, true) })
    const before = encodeCalibration(read(insole)!)
    for (let k = 1; k <= 50; k++) {
      insole.disconnected()
      insole.connected(k % 2 === 0 ? 247 : 185)
      for (const what of ['identity', 'layout', 'calibration', 'status'] as const) insole.read(what, k)
      send(insole, { command: 'timeSync', echo: k }, k)
      send(insole, { command: 'rate', rate_Hz: 100 / ((k % 4) + 1) }, k)
      send(insole, { command: 'start' }, k)
      insole.due(k + 0.9)
      send(insole, { command: 'stop' }, k + 0.9)
    }
    expect(encodeCalibration(read(insole)!)).toEqual(before)
    expect([kept, insole.tared_utc]).toEqual([0, null])
  })
})

describe('a calibration file', () => {
  function folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'calibration-'))
    onTestFinished(() => rmSync(path, { recursive: true }))
    return path
  }
  it('keeps what the insole knew over its restart', () => {
    const file = join(folder(), 'left.json')
    expect(readCalibrationFile(file, 16)).toBeNull()
    const first = insoleOf(SITS, { keep: (kept) => writeCalibrationFile(file, kept) })
    expect(send(first, { command: 'tare', tared_utc: UTC }, 3)).toBe('ok')
    const kept = readCalibrationFile(file, 16)!
    const again = insoleOf({ ...SITS, seed: 9 }, { kept, boot: 2 })
    expect(read(again)).toEqual(read(first))
    expect(tareDate(again)).toMatchObject({ value: { tared_utc: UTC } })
  })
  it('that holds something else ends the start with its mend; one that cannot be written is said', () => {
    const path = folder()
    const file = join(path, 'odd.json')
    for (const content of [
      '{',
      '{"calibration":{"zero":[1]}}',
      JSON.stringify({ calibration: { ...createWalker().insoles.left.calibration, id: 1 } }),
    ]) {
      writeFileSync(file, content)
      expect(() => readCalibrationFile(file, 16)).toThrow(ConfigurationFault)
    }
    expect(writeCalibrationFile(join(path, 'none', 'left.json'), { calibration: null, tared_utc: null })).toBe(false)
    expect(readdirSync(path)).toEqual(['odd.json'])
  })
})
