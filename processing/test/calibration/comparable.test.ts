import { describe, expect, it } from 'vitest'
import { createGait, insoleItem, notComparable } from '@solestream/processing/analysis'
import type { Calibration, CalibrationFit, InsoleDescription, Side } from '@solestream/processing/model'
import { cut, interleave, walk } from '../walker.ts'

const feet = walk({ seconds: 40, sensors: 5, seed: 2, calibrated: true })
const GOOD: CalibrationFit = { bodyMass_kg: 70, residual_percent: 1, conditionNumber: 1.2, gainError_percent: 0.8, seconds: 10 }

const insole = (side: Side, change: Partial<Calibration>, fit: CalibrationFit | null = null): InsoleDescription => ({
  ...feet[side].insole,
  calibration: { ...feet[side].insole.calibration!, ...change },
  calibrationFit: fit,
})
const byWeight = (side: Side, id: string, fit: CalibrationFit | null = GOOD) => insole(side, { method: 'body-weight', unit: 'N', id }, fit)

function summaryOf(left: InsoleDescription, right: InsoleDescription, mode: 'online' | 'offline') {
  const gait = createGait({ mode })
  gait.push(insoleItem(left))
  gait.push(insoleItem(right))
  for (const block of interleave([cut(feet.left, [50]), cut(feet.right, [50])])) gait.push(block)
  gait.end()
  return gait.result()
}

describe('left against right', () => {
  it.each([
    ['vendor calibrations', insole('left', { method: 'vendor', id: 'a' }), insole('right', { method: 'vendor', id: 'b' }), null],
    ['one body-weight calibration', byWeight('left', 'bw-1'), byWeight('right', 'bw-1'), null],
    ['two of different days', byWeight('left', 'bw-1'), byWeight('right', 'bw-2'), /together/],
    ['one by weight, one from the vendor', byWeight('left', 'bw-1'), insole('right', { method: 'vendor' }), /together/],
    ['a poor one', byWeight('left', 'bw-1', { ...GOOD, conditionNumber: 35 }), byWeight('right', 'bw-1'), /too poor.*condition number 35/],
    ['one calibrated insole alone', byWeight('left', 'bw-1'), { ...feet.right.insole, calibration: null }, null],
  ] as const)('with %s', (_, left, right, reason) => {
    const said = notComparable([left, right])
    if (reason === null) expect(said).toBeNull()
    else expect(said).toMatch(reason)
  })

  it.each(['online', 'offline'] as const)('of forces is withheld with the reason, and nothing else, %s', (mode) => {
    const { summary, unavailable } = summaryOf(byWeight('left', 'bw-1'), byWeight('right', 'bw-2'), mode)
    expect(summary.peakForce_N?.left?.n).toBeGreaterThan(5)
    expect(summary.peakForce_N).not.toHaveProperty('asymmetry_percent')
    expect(unavailable['peakForce_N.asymmetry']).toMatch(/not calibrated together/)
    expect(summary.stance_s?.asymmetry_percent).toBeDefined()
    const together = summaryOf(byWeight('left', 'bw-1'), byWeight('right', 'bw-1'), mode)
    expect(together.summary.peakForce_N?.asymmetry_percent).toBeDefined()
    expect(together.unavailable).not.toHaveProperty('peakForce_N.asymmetry')
  })

  it('after a calibration that was refused: not calibrated, and why', () => {
    const tried = (side: Side): InsoleDescription => ({
      ...insole(side, { method: 'none' }),
      calibrationFit: { ...GOOD, conditionNumber: 40 },
    })
    const { summary, unavailable } = summaryOf(tried('left'), tried('right'), 'offline')
    expect(summary).not.toHaveProperty('peakForce_N')
    expect(unavailable['peakForce_N']).toMatch(/not calibrated: a calibration by body weight was too poor.*condition number 40/)
  })

  it('a tare changes the description of an insole: its algorithms start afresh', () => {
    const blocks = cut(feet.left, [50])
    const gait = createGait({ mode: 'online' })
    gait.push(insoleItem(insole('left', {})))
    const force = (block: number): number =>
      gait.push(blocks[block]!).flatMap((o) => (o.type === 'force' ? o.force.force.reduce((a, b) => a + b, 0) / 50 : []))[0]!
    const plain = Array.from({ length: 20 }, (_, k) => force(k)).reduce((a, b) => a + b, 0) / 20
    gait.push(insoleItem(insole('left', { zero: [50, 50, 50, 50, 50] })))
    const tared = Array.from({ length: 20 }, (_, k) => force(20 + k)).reduce((a, b) => a + b, 0) / 20
    // 5 sensors, 50 counts each, 0.1 kPa a count on 150 mm2
    expect(plain - tared).toBeCloseTo(5 * 50 * 0.1 * 0.15, 0)
  })
})
