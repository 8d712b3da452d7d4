import { beforeAll, describe, expect, it } from 'vitest'
import type { InsoleStatusDocument, SessionDocument } from '@solestream/dashboard-shared'
import { calibrationWords, fitWords, stepWords } from '../src/words/calibration.ts'
import { sensorWords } from '../src/words/sensors.ts'
import { speak } from '../src/words/say.ts'

beforeAll(() => speak('en'))

const use: NonNullable<InsoleStatusDocument['calibrationUse']> = {
  id: 'c',
  method: 'bench',
  unit: 'N',
  calibrated_utc: '2026-03-01T09:00:00',
  tared_utc: null,
  fit: null,
}

describe('what the force of an insole rests on', () => {
  it.each([
    [null, 'Never tared, not calibrated: loads are relative.'],
    [{ ...use, method: 'none', tared_utc: '2026-03-02T10:05:00' }, 'Not calibrated: loads are relative. Tared 2 March 2026 at 10:05.'],
    [use, 'Calibrated on a bench, 1 March 2026 at 09:00.'],
    [
      { ...use, method: 'body-weight', tared_utc: '2026-03-02T10:05:00' },
      'Calibrated by body weight, 1 March 2026 at 09:00. Tared 2 March 2026 at 10:05.',
    ],
  ] as const)('%j', (given, words) => expect(calibrationWords(given)).toBe(words))

  it('is never said to be better known than it can be', () => {
    const fit = { residual_percent: 0.84, conditionNumber: 1.25, gainError_percent: 0.61, seconds: 10 }
    expect(fitWords(fit)).toBe('Residual 0.8 % of body weight, condition number 1.3, left against right ±0.7 %.')
    expect(fitWords({ ...fit, gainError_percent: 0.001, conditionNumber: null })).toMatch(/condition number infinite, .* ±0\.1 %\.$/)
  })
})

it('each step says what to do', () => {
  const step = { what: 'body-weight', left_s: 3, progress_percent: 20 } as const
  expect(stepWords({ ...step, step: 'get-ready', side: 'right' })).toBe('Get ready: go on the right leg')
  expect(stepWords({ ...step, step: 'hold', side: 'left' })).toBe('Stand still on the left leg')
  expect(stepWords({ ...step, step: 'get-ready', side: null })).toBe('Get ready: stand on both feet')
  expect(stepWords({ ...step, what: 'tare', step: 'checking', side: null })).toBe('Feet off the ground, hold still')
})

it('sensors that do not measure have names, also in sessions that do not know their insoles', () => {
  const side = {
    samples: 1,
    lostSamples: 0,
    gaps: [],
    saturatedSamples: 0,
    baselineDrift_percent: null,
    coverage_percent: 100,
    rate_Hz: 100,
  }
  const quality = {
    sides: { left: { ...side, deadSensors: [1], stuckSensors: [] }, right: { ...side, deadSensors: [0], stuckSensors: [2] } },
    coverage_percent: 100,
    clockError_ms: null,
  }
  const insoles: SessionDocument['session']['insoles'] = [
    { side: 'left', serial: 'L1', layout: 'x', regions: ['whole', 'heelL'], calibration: null },
  ]
  expect(sensorWords(quality, insoles, 'deadSensors')).toBe('L sensor 2 (lateral heel), R sensor 1')
  expect(sensorWords(quality, insoles, 'stuckSensors')).toBe('R sensor 3')
  expect(sensorWords({ ...quality, sides: {} }, insoles, 'deadSensors')).toBeNull()
})
