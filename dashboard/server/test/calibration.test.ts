import { describe, expect, test } from 'vitest'
import type { SessionDocument } from '@solestream/dashboard-shared'
import type { CalibrationUse } from '@solestream/processing/model'
import { statusDocument } from '../src/statusDocument.ts'
import { testApp } from './app.ts'
import { clinic, requestOf } from './world.ts'

const FIT = { bodyMass_kg: 71.5, residual_percent: 0.8, conditionNumber: 1.2, gainError_percent: 0.5, seconds: 10 }
const USE: CalibrationUse = {
  id: 'bw-1',
  method: 'body-weight',
  unit: 'N',
  calibrated_utc: '2026-11-19T09:00:00.000Z',
  tared_utc: '2026-11-20T09:30:00.000Z',
  fit: FIT,
}

describe('calibration', () => {
  test('the status does not tell the body mass of who stood on the insoles, and JSON has no infinity', () => {
    const status = testApp().service.status()
    const shown = statusDocument({
      ...status,
      insoles: status.insoles.map((insole) => ({ ...insole, calibrationUse: USE })),
      calibration: {
        running: null,
        last: {
          what: 'body-weight',
          ok: false,
          at_utc: USE.calibrated_utc,
          text: '',
          mend: null,
          fit: { ...FIT, conditionNumber: Infinity },
        },
      },
    })
    expect(JSON.stringify(shown)).not.toContain('bodyMass')
    expect(shown.insoles[0]!.calibrationUse!.fit).toMatchObject({ conditionNumber: 1.2 })
    expect(shown.calibration.last!.fit).toMatchObject({ conditionNumber: null, residual_percent: 0.8 })
  })

  test('researchers see its dates moved as far as those of the session', async () => {
    const c = await clinic()
    const insole = { side: 'left', serial: 'L1', layout: 'demo-16', regions: [], calibration: USE } as const
    c.sessions.splice(0, Infinity, ...c.sessions.map((session) => ({ ...session, insoles: [insole] })))
    const seen = async (who: 'therapist' | 'researcher') =>
      (await c.app.inject({ url: '/api/v1/sessions/s1', headers: await c.as(who) })).json<SessionDocument>().session
    const [plain, moved] = [await seen('therapist'), await seen('researcher')]
    expect(plain.insoles[0]!.calibration).toEqual(USE)
    const by_ms = (a: string, b: string) => Date.parse(b) - Date.parse(a)
    const shift_ms = by_ms(plain.started_utc, moved.started_utc)
    expect(shift_ms).not.toBe(0)
    expect(by_ms(USE.calibrated_utc, moved.insoles[0]!.calibration!.calibrated_utc)).toBe(shift_ms)
    expect(by_ms(USE.tared_utc!, moved.insoles[0]!.calibration!.tared_utc!)).toBe(shift_ms)
  })

  test.each([
    ['tare', 'insole.tare'],
    ['calibrateByBodyWeight', 'insole.calibrate'],
  ] as const)('the log says who did it: %s', async (name, action) => {
    const c = await clinic()
    await c.app.inject({ ...(await requestOf(name, c, 'own')), headers: await c.as('therapist') })
    const [newest] = await c.store.readLog({ limit: 1 })
    expect(newest).toMatchObject({ action, subject: 'insole both' })
  })
})
