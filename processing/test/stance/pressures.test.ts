import { describe, expect, it } from 'vitest'
import { createGait } from '@solestream/processing/analysis'
import type { InsoleDescription } from '@solestream/processing/model'
import { measureStance } from '../../src/analysis/stance/index.ts'
import { insoles, packets, walk } from '../walker.ts'
import { insoleOf, oneStride } from './signals.ts'

const PLACES = [{ x_mm: -10, y_mm: 30, area_mm2: 1000 }, { x_mm: 10, y_mm: 200, area_mm2: 500 }] // prettier-ignore
/** The heel bears 300 for the first half of the stance, the forefoot 100 for all of it. */
const LOADS = [(t: number) => (t < 0.35 ? 300 : 0), () => 100] as const

const pressuresOf = (insole: InsoleDescription, sensors: readonly ((t: number) => number)[] = LOADS) => {
  const { setup, history, stride } = oneStride({ insole, sensors })
  const { pressures } = measureStance(setup, history, stride)!
  return pressures === null ? null : [...pressures]
}

describe('pressure of each sensor', () => {
  it('of known forces: the largest of the stance, and its mean', () => {
    const [heel, forefoot, heelMean, forefootMean] = pressuresOf(insoleOf(PLACES, { calibrated: 'N' }))!
    // 300 N on 1000 mm2, 100 N on 500 mm2
    expect([heel, forefoot, forefootMean]).toEqual([300, 200, 200])
    expect(Math.abs(heelMean! - 150)).toBeLessThan(300 / 70)
  })

  it('are what is above mid-swing, in counts, without a calibration', () => {
    const { setup, history, stride } = oneStride({ insole: insoleOf(PLACES), sensors: LOADS })
    // A sensor that never comes to zero: 7 counts more everywhere.
    for (let i = 0; i < history.to; i++) history.counts![2 * i]! += 7
    expect([...measureStance(setup, history, stride)!.pressures!].slice(0, 2)).toEqual([300, 100])
  })

  it('are not told of a sensor with a missing value, nor where sensors have no places', () => {
    const { setup, history, stride } = oneStride({ insole: insoleOf(PLACES, { calibrated: 'N' }), sensors: LOADS })
    history.counts![2 * (history.position(stride.start_s) + 20)] = NaN
    const [heel, forefoot, heelMean] = measureStance(setup, history, stride)!.pressures!
    expect([heel, forefoot, heelMean]).toEqual([NaN, 200, NaN])
    expect(pressuresOf(insoleOf(PLACES, { layout: { geometry: 'none' } }))).toBeNull()
  })
})

describe('the mean pressure picture of a recording', () => {
  const curvesOf = (length: number, told?: 'N' | 'kPa') => {
    const feet = walk({ seconds: 30, sensors: 4, calibrated: told === undefined })
    const described = insoles(feet).map((insole) => (told === undefined ? insole : { ...insole, layout: { ...insole.layout, unit: told } }))
    const machine = createGait({ insoles: described, mode: 'offline' })
    for (const block of packets(feet, length)) machine.push(block)
    machine.end()
    return machine.result().curves
  }

  it('counts the valid stances, knows where its sensors are, and does not depend on how samples were cut', () => {
    const { pressure, force } = curvesOf(100)
    const { n, unit, peak, mean, layout } = pressure!.left!
    expect([n, unit, layout.sensors.length]).toEqual([force.left!.n, 'kPa', 4])
    // 2000 counts of 0.1 kPa at the most, and less on average.
    for (const [k, most] of peak.entries()) expect([most! > 150, most! < 205, mean[k]! < most!]).toEqual([true, true, true])
    expect(curvesOf(7).pressure).toEqual(pressure)
  })

  it.each(['N', 'kPa'] as const)('is in no unit without a calibration, even where the source says %s; nor are forces', (told) => {
    const { pressure, force } = curvesOf(100, told)
    expect([pressure!.left!.unit, force.left!.unit]).toEqual(['raw', 'raw'])
  })
})
