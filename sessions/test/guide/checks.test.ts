import { describe, expect, it } from 'vitest'
import type { InsoleStatus } from '@solestream/sessions'
import { checksOf } from '../../src/guide/checks.ts'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const insole = (side: 'left' | 'right', more: Partial<InsoleStatus> = {}): InsoleStatus => ({
  side,
  link: 'streaming',
  detail: '',
  mend: null,
  since_s: 3,
  serial: side,
  battery_percent: 80,
  lostSamples: 0,
  recoveredSamples: 0,
  outstandingSamples: 0,
  samples: 1000,
  clockError_ms: 1,
  layout: null,
  calibration: null,
  calibrationUse: { id: 'c', method: 'body-weight', unit: 'N', calibrated_utc: '2026-11-25T12:00:00Z', tared_utc: null, fit: null },
  ...more,
})
const side = (deadSensors: readonly number[]) => ({ deadSensors, stuckSensors: [] }) as never
const found = (insoles: readonly InsoleStatus[], clock: number | null = 1, dead: readonly number[] | null = []) =>
  checksOf(
    { insoles, leftRightClockError_ms: clock },
    dead === null ? null : { sides: { left: side(dead), right: side([]) }, coverage_percent: 100, clockError_ms: null },
    NOW,
  )
const bad = (...given: Parameters<typeof found>) => found(...given).filter(({ verdict }) => verdict !== 'good')

describe('what is looked at before a session', () => {
  it('finds nothing where all is well', () => expect(bad([insole('left'), insole('right')])).toEqual([]))

  it.each([
    ['a low battery', { battery_percent: 19 }, { name: 'battery_percent', value: 19 }],
    ['loss', { lostSamples: 20, samples: 980 }, { name: 'loss_percent', value: 2 }],
    ['no calibration', { calibrationUse: null }, { name: 'calibrationAge_days', value: null }],
  ] as const)('names %s and its side', (_, more, check) => {
    expect(bad([insole('left', more), insole('right')])).toEqual([{ ...check, side: 'left', verdict: 'attention' }])
  })

  it('names an old calibration by its age', () => {
    const calibrationUse = { ...insole('left').calibrationUse!, calibrated_utc: '2026-11-16T12:00:00Z' }
    expect(bad([insole('left'), insole('right', { calibrationUse })])).toEqual([
      { name: 'calibrationAge_days', side: 'right', value: 10, verdict: 'attention' },
    ])
  })

  it('names a foot that does not stream, and nothing else of it', () => {
    const lost = bad([insole('left', { link: 'lost', battery_percent: 5 })])
    expect(lost).toEqual([
      { name: 'link', side: 'left', value: null, verdict: 'attention' },
      { name: 'link', side: 'right', value: null, verdict: 'attention' },
    ])
  })

  it('names sensors without signal and clocks that are apart, and what cannot be told yet', () => {
    expect(bad([insole('left'), insole('right')], 8, [3])).toEqual([
      { name: 'deadSensors', side: 'left', value: 1, verdict: 'attention' },
      { name: 'clockError_ms', side: null, value: 8, verdict: 'attention' },
    ])
    const unknown = found([insole('left', { battery_percent: null }), insole('right')], null, null)
    expect(unknown.filter(({ verdict }) => verdict === 'unknown').map(({ name }) => name)).toEqual([
      'battery_percent',
      'deadSensors',
      'stuckSensors',
      'deadSensors',
      'stuckSensors',
      'clockError_ms',
    ])
  })
})
