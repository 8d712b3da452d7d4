import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLANTAR_REGIONS, STANCE_FIGURE_NAMES, type InsoleDescription, type StanceFigureName } from '@solestream/processing/model'
import { archIndex, footprint } from '../../src/analysis/stance/archIndex.ts'
import { mlpi_percent } from '../../src/analysis/stance/footLoads.ts'
import { measureStance } from '../../src/analysis/stance/index.ts'
import { slotOf } from '../../src/analysis/stance/record.ts'
import { regionAt, regionMap, regionsOf } from '../../src/analysis/stance/regionMap.ts'
import { whyAbsent } from '../../src/analysis/stance/whyAbsent.ts'
import { insoleOf, oneStride } from './signals.ts'

/** Loaded from `on` to `off` (shares of the stance) with a constant. */
const box =
  (load: number, on = 0, off = 1) =>
  (t: number) =>
    t >= on * 0.7 && t < off * 0.7 ? load : 0

/** Edges of a box lie half a sample beside where they are meant to. */
const within = (value: number, wanted: number, halfSample: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(halfSample + 1e-6)

function figures(insole: InsoleDescription, sensors: readonly ((t: number) => number)[]) {
  const { setup, history, stride } = oneStride({ insole, sensors })
  const { values } = measureStance(setup, history, stride)!
  return { of: (name: StanceFigureName) => values[slotOf(name)]!, values, setup }
}

describe('parts of the foot', () => {
  it('are those that the layout names', () => {
    const insole = insoleOf([{ region: 'hallux' }, { region: 'heelL' }, { region: 'whole' }, { region: 'heelL' }], {
      layout: { geometry: 'arbitrary' },
    })
    expect(regionsOf(insole)).toEqual(['hallux', 'heelL', null, 'heelL'])
    const map = regionMap(insole)
    expect(map.regions).toEqual(['heelL', 'hallux'])
    expect([...map.order]).toEqual([1, 3, 0, 2])
    expect([...map.starts]).toEqual([0, 2, 3, 4])
  })

  it('are found by place with real geometry alone: heel to 27 %, midfoot to 55, forefoot to 81', () => {
    const at = (y: number, x: number) => ({ y_mm: y * 260, x_mm: (x - 0.5) * 90 })
    const places = [
      at(0.2, 0.4),
      at(0.2, 0.6),
      at(0.4, 0.4),
      at(0.4, 0.6),
      at(0.7, 0.2),
      at(0.7, 0.5),
      at(0.7, 0.8),
      at(0.9, 0.2),
      at(0.9, 0.6),
    ]
    expect(regionsOf(insoleOf(places))).toEqual(PLANTAR_REGIONS)
    expect(regionsOf(insoleOf(places, { layout: { geometry: 'arbitrary' } })).every((r) => r === null)).toBe(true)
  })

  it('count the width from the medial edge of the outline, where there is one', () => {
    // An outline that reaches from -30 to 60 at every height: its middle is at 15
    const outline = [[-30, 0], [60, 0], [60, 260], [-30, 260]] as const // prettier-ignore
    const insole = insoleOf([{ x_mm: 10, y_mm: 30 }, { x_mm: 20, y_mm: 30 }], { layout: { outline } }) // prettier-ignore
    expect(regionsOf(insole)).toEqual(['heelM', 'heelL'])
    expect(regionAt(0.7, 0.31)).toBe('mth23')
  })
})

describe('loads of the parts', () => {
  const two = insoleOf([{ region: 'heelM', area_mm2: 1000 }, { region: 'mth1', area_mm2: 500 }], { calibrated: 'N' }) // prettier-ignore
  // The heel bears 300 N for the first half, the forefoot 100 N for the last three quarters
  const loads = [box(300, 0, 0.5), box(100, 0.25, 1)]

  it('of known forces have their integrals, shares, contact times and pressures', () => {
    const { of } = figures(two, loads)
    within(of('heelM_fti_Ns'), 300 * 0.35, 1.5)
    within(of('mth1_fti_Ns'), 100 * 0.525, 0.5)
    within(of('heelM_relativeLoad_percent'), (100 * 105) / (105 + 52.5), 0.5)
    within(of('heelM_contactTime_percent'), 50, 100 / 140)
    within(of('mth1_contactTime_percent'), 75, 100 / 140)
    // 300 N on 1000 mm2
    expect(of('heelM_peakPressure_kPa')).toBeCloseTo(300, 6)
    expect(of('mth1_peakPressure_kPa')).toBeCloseTo(200, 6)
    expect(of('heelM_contactArea_mm2')).toBe(1000)
  })

  it('has both pressure-time integrals, each by its own name: they differ where sensors do', () => {
    const heel = insoleOf([{ region: 'heelM', area_mm2: 1000 }, { region: 'heelM', area_mm2: 1000 }, { region: 'mth1' }], { calibrated: 'kPa' }) // prettier-ignore
    const { of } = figures(heel, [box(200, 0, 0.5), box(100, 0, 0.5), box(10)])
    within(of('heelM_pti1_kPas'), 200 * 0.35, 1)
    // (200 + 100) kPa on 1000 mm2 each = 300 N, for 0.35 s, over 2000 mm2
    within(of('heelM_pti2_kPas'), (300 * 0.35) / 2, 0.75)
  })

  it('of one sensor a part are equal: pti 1 is pti 2', () => {
    const { of } = figures(two, loads)
    expect(of('heelM_pti1_kPas')).toBeCloseTo(of('heelM_pti2_kPas'), 9)
  })

  it('are not there for parts without sensors: "not instrumented", never 0', () => {
    const { of, values, setup } = figures(two, loads)
    for (const region of PLANTAR_REGIONS.filter((r) => r !== 'heelM' && r !== 'mth1')) {
      expect(of(`${region}_relativeLoad_percent`)).toBeNaN()
      expect(whyAbsent(setup, `${region}_relativeLoad_percent`)).toMatch(/^not instrumented: no sensor lies under the /)
    }
    expect(whyAbsent(setup, 'heelM_relativeLoad_percent')).toBeNull()
    // Both sensors of this insole lie at one place: the centre of pressure stands still, truly
    expect(STANCE_FIGURE_NAMES.filter((name) => values[slotOf(name)] === 0 && !name.startsWith('copVelocity'))).toEqual([])
    expect(of('singlePeak_percent')).toBe(100)
  })

  it('are relative alone without a calibration', () => {
    const raw = insoleOf([{ region: 'heelM' }, { region: 'mth1' }])
    const { of } = figures(raw, loads)
    within(of('heelM_relativeLoad_percent'), 200 / 3, 0.5)
    within(of('heelM_contactTime_percent'), 50, 100 / 140)
    for (const figure of ['peakPressure_kPa', 'pti1_kPas', 'pti2_kPas', 'fti_Ns', 'contactArea_mm2'] as const)
      expect(of(`heelM_${figure}`)).toBeNaN()
  })

  it('of a part with a missing value are absent, the others are there', () => {
    const { of } = figures(two, [(t) => (Math.abs(t - 0.2) < 0.006 ? NaN : 300), box(100)])
    expect(of('heelM_fti_Ns')).toBeNaN()
    expect(of('heelM_peakPressure_kPa')).toBeNaN()
    expect(of('mth1_fti_Ns')).toBeCloseTo(70, 0)
  })

  it('in contact do not depend on an offset that is there in swing, too', () => {
    const { setup, history, stride } = oneStride({ insole: insoleOf([{ region: 'heelM' }, { region: 'mth1' }]), sensors: loads })
    const before = measureStance(setup, history, stride)!.values[slotOf('heelM_contactTime_percent')]
    for (let i = 0; i < history.to; i++) {
      history.counts![2 * i]! += 40
      history.force[i]! += 40
    }
    const lifted = { ...stride, stancePeak: stride.stancePeak + 40, swingFloor: stride.swingFloor + 40 }
    expect(measureStance(setup, history, lifted)!.values[slotOf('heelM_contactTime_percent')]).toBeCloseTo(before!, 9)
  })

  it('of an insole that is not calibrated do not depend on the offset of its counts', () => {
    const raw = insoleOf((['heelM', 'midL', 'mth1'] as const).map((region, k) => ({ region, x_mm: 20 * (k - 1) })))
    const { setup, history, stride } = oneStride({ insole: raw, sensors: [box(300, 0, 0.5), box(40, 0.2, 0.7), box(200, 0.4, 1)] })
    const before = measureStance(setup, history, stride)!.values
    for (let i = 0; i < history.to; i++) {
      for (let k = 0; k < 3; k++) history.counts![3 * i + k]! += 450 + 20 * k
      history.force[i]! += 3 * 450 + 60
    }
    const lifted = { ...stride, stancePeak: stride.stancePeak + 1410, swingFloor: stride.swingFloor + 1410 }
    const after = measureStance(setup, history, lifted)!.values
    for (const name of ['heelM_relativeLoad_percent', 'midL_contactTime_percent', 'lateralMedial_ratio', 'archLoadProxy_ratio'] as const)
      expect(after[slotOf(name)]).toBeCloseTo(before[slotOf(name)]!, 4)
  })

  it('add up to 100 % and do not depend on the scale, for any loads', () => {
    const nine = insoleOf(PLANTAR_REGIONS.map((region) => ({ region })))
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 9, maxLength: 9 }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        (heights, scale) => {
          const one = figures(
            nine,
            heights.map((h, k) => box(h, k / 20, 0.5 + k / 20)),
          )
          const other = figures(
            nine,
            heights.map((h, k) => box(scale * h, k / 20, 0.5 + k / 20)),
          )
          const shares = PLANTAR_REGIONS.map((r) => one.of(`${r}_relativeLoad_percent`))
          expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 6)
          for (const name of ['relativeLoad_percent', 'contactTime_percent'] as const)
            for (const r of PLANTAR_REGIONS) expect(other.of(`${r}_${name}`)).toBeCloseTo(one.of(`${r}_${name}`), 3)
          for (const name of [
            'archLoadProxy_ratio',
            'archTimeProxy_percent',
            'medialMidfoot_percent',
            'heelMlpi_percent',
            'lateralMedialMidStance_ratio',
          ] as const) {
            const [a, b] = [one.of(name), other.of(name)]
            if (Number.isFinite(a) || Number.isFinite(b)) expect(b).toBeCloseTo(a, 3)
          }
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('medial and lateral', () => {
  it('the pressure index is + medial, and silent where a zone hardly bears', () => {
    expect(mlpi_percent(3, 1, 4)).toBe(50)
    expect(mlpi_percent(1, 3, 4)).toBe(-50)
    expect(mlpi_percent(0.01, 0.01, 4)).toBeNaN()
    expect(mlpi_percent(NaN, 1, 4)).toBeNaN()
  })

  it('the force index is + lateral; sensors on the axis do not count', () => {
    const insole = insoleOf([{ x_mm: -20 }, { x_mm: 20 }, { x_mm: 0 }], { layout: { geometry: 'arbitrary' } })
    const { of } = figures(insole, [box(100), box(300), box(1000)])
    expect(of('lateralMedial_ratio')).toBeCloseTo(0.5, 9)
    const turns = figures(insole, [box(100, 0.5, 1), box(100, 0, 0.5), box(1000)])
    expect(turns.of('lateralMedialLoadingResponse_ratio')).toBeCloseTo(1, 9)
    expect(turns.of('lateralMedialPreSwing_ratio')).toBeCloseTo(-1, 9)
  })

  it('of each zone and phase', () => {
    const sensors = (['heelM', 'heelL', 'mth1', 'mth45'] as const).map((region, k) => ({ region, x_mm: k % 2 === 0 ? -15 : 15 }))
    // On the axis: a part's name alone does not make it medial
    const insole = insoleOf([...sensors, { region: 'heelM', x_mm: 0 }])
    const { of } = figures(insole, [box(300, 0, 0.5), box(100, 0, 0.5), box(100, 0.5, 1), box(300, 0.5, 1), box(500, 0, 0.5)])
    expect(of('heelMlpi_percent')).toBeCloseTo(50, 9)
    expect(of('forefootMlpi_percent')).toBeCloseTo(-50, 9)
    expect(of('heelMlpiLoadingResponse_percent')).toBeCloseTo(50, 9)
    expect(of('heelMlpiPreSwing_percent')).toBeNaN()
    expect(of('midfootMlpi_percent')).toBeNaN()
  })
})

describe('the type of foot', () => {
  it('proxies: load and time of the midfoot, its medial share', () => {
    const insole = insoleOf((['heelL', 'midM', 'midL', 'mth23', 'hallux'] as const).map((region) => ({ region })))
    const { of } = figures(insole, [box(100), box(10, 0.25, 0.75), box(30, 0.25, 0.75), box(100), box(500)])
    expect(of('archLoadProxy_ratio')).toBeCloseTo(20 / 220, 2)
    expect(of('archTimeProxy_percent')).toBeCloseTo(50, 0)
    expect(of('medialMidfoot_percent')).toBeCloseTo(25, 6)
  })

  it('are not there without sensors under what they compare', () => {
    const { of, setup } = figures(insoleOf([{ region: 'heelM' }, { region: 'mth1' }]), [box(1), box(1)])
    expect(of('archLoadProxy_ratio')).toBeNaN()
    expect(whyAbsent(setup, 'archLoadProxy_ratio')).toMatch(/midfoot/)
    expect(whyAbsent(setup, 'medialMidfoot_percent')).toMatch(/medial midfoot and the lateral midfoot/)
  })

  /** 9 columns of 24 sensors, 8 mm apart, each 64 mm2: a rectangle; toes are what lies above 81 % of the length. */
  const grid = (length_mm: number) =>
    insoleOf(
      Array.from({ length: 9 * 24 }, (_, k) => ({ x_mm: ((k % 9) - 4) * 8, y_mm: 4 + 8 * Math.floor(k / 9), area_mm2: 64 })),
      { calibrated: 'kPa', layout: { length_mm, width_mm: 72 } },
    )

  it('acceptance check 9: the arch index of a rectangle is 1/3', () => {
    // So long that none of its sensors lies under the toes
    const dense = grid(260)
    const print = footprint(dense, new Float64Array(216).fill(64))!
    expect(archIndex(print, new Uint8Array(216).fill(1))).toBeCloseTo(1 / 3, 12)
    const { of } = figures(
      dense,
      Array.from({ length: 216 }, () => box(50)),
    )
    expect(of('archIndex_ratio')).toBeCloseTo(1 / 3, 12)
  })

  it('of a print whose middle third is half as wide it is 1/5, toes left out', () => {
    const dense = grid(192 / 0.999)
    const { of, setup } = figures(
      dense,
      Array.from({ length: 216 }, (_, k) => {
        const row = Math.floor(k / 9)
        // Rows 0 to 17 are the print, all of it rearward of 81 %; the toes beyond are pressed too
        const middle = row >= 6 && row < 12
        return box(row < 18 || row > 20 ? (middle && k % 9 >= 4 ? (k % 9 === 4 ? 50 : 0) : 50) : 0)
      }),
    )
    expect(setup.map.regions).toContain('hallux')
    // Middle third: 5 of 9 columns
    expect(of('archIndex_ratio')).toBeCloseTo(5 / (9 + 5 + 9), 9)
  })

  it('needs 99 sensors', () => {
    const { of, setup } = figures(insoleOf([{ region: 'heelM', y_mm: 20 }, { region: 'midM', y_mm: 120 }], { calibrated: 'kPa' }), [box(50), box(50)]) // prettier-ignore
    expect(of('archIndex_ratio')).toBeNaN()
    expect(whyAbsent(setup, 'archIndex_ratio')).toMatch(/99 are needed/)
  })
})

describe('the peak pressure gradient', () => {
  it('is the steepest step between neighbours nearer than 9 mm', () => {
    const at = (x_mm: number) => ({ region: 'mth1' as const, x_mm, y_mm: 180 })
    const { of } = figures(insoleOf([at(0), at(8), at(16), at(40)], { calibrated: 'kPa' }), [box(100), box(180), box(120), box(900)])
    // 80 kPa over 8 mm; the fourth has no neighbour
    expect(of('mth1_peakGradient_kPa_per_mm')).toBeCloseTo(10, 9)
  })

  it('crosses the border between two parts, and says when there are no neighbours', () => {
    const across = insoleOf([{ region: 'heelM', x_mm: -4, y_mm: 30 }, { region: 'heelL', x_mm: 4, y_mm: 30 }], { calibrated: 'kPa' }) // prettier-ignore
    const { of } = figures(across, [box(100), box(20)])
    expect([of('heelM_peakGradient_kPa_per_mm'), of('heelL_peakGradient_kPa_per_mm')]).toEqual([10, 10])
    const apart = figures(insoleOf([{ region: 'heelM' }, { region: 'mth1', x_mm: 60 }], { calibrated: 'kPa' }), [box(1), box(1)])
    expect(whyAbsent(apart.setup, 'heelM_peakGradient_kPa_per_mm')).toMatch(/9 mm/)
  })
})
