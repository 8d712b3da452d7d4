import { describe, expect, it } from 'vitest'
import { person } from './person.ts'

const REFUSED = { name: 'ServiceFault', status: 409 }

describe('a tare', () => {
  it('is refused with the reason while a foot loads the insole, and changes nothing', async () => {
    const { service } = await person({}, { obeys: false })
    const before = service.status().insoles.map(({ calibration }) => calibration)
    await expect(service.tare('both')).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringMatching(/^Not tared: .*\((left|right)\)\. Nothing was changed\.$/) as string,
      mend: expect.stringContaining('Lift the foot') as string,
    })
    expect(service.status().insoles.map(({ calibration }) => calibration)).toEqual(before)
    expect(service.status().calibration.last).toMatchObject({ what: 'tare', ok: false })
  })

  it('is kept by the insole with its date, and by no other one', async () => {
    const { service } = await person({ drift_kPa: 5 })
    expect(await service.tare('left')).toMatchObject({ ok: true, text: 'The left insole is tared.' })
    const [left, right] = service.status().insoles
    expect(Date.parse(left!.calibrationUse!.tared_utc!)).toBeGreaterThan(Date.now() - 60_000)
    expect(right!.calibrationUse!.tared_utc).toBeNull()
  })

  it('is not taken while something is recorded, nor does a recording begin under it', async () => {
    const { service, until } = await person({})
    await service.startRecording()
    await expect(service.tare('both')).rejects.toMatchObject({ ...REFUSED, message: 'A recording is running.' })
    await expect(service.calibrateByBodyWeight({ bodyMass_kg: 70, exercise: 'shift' })).rejects.toMatchObject(REFUSED)
    await service.stopRecording()
    await service.tare('both')
    await service.calibrateByBodyWeight({ bodyMass_kg: 70, exercise: 'shift' })
    await expect(service.startRecording()).rejects.toMatchObject({ ...REFUSED, message: expect.stringContaining('under way') as string })
    await expect(service.tare('left')).rejects.toMatchObject(REFUSED)
    const ended = until(({ calibration }) => calibration.running === null)
    service.cancelCalibration()
    expect((await ended).calibration.last).toMatchObject({ ok: false, text: 'Cancelled. Nothing was changed.' })
    await service.startRecording()
  })
})

describe('a calibration by body weight', () => {
  it.each(['single-leg', 'shift'] as const)('by %s: from relative loads to newtons, and the session knows by what', async (exercise) => {
    const { service, store, record, until } = await person({ gainError_percent: null, bodyMass_kg: 80 })
    await expect(service.calibrateByBodyWeight({ bodyMass_kg: 80, exercise })).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringContaining('never tared') as string,
    })
    const before = await record(20)
    expect(before.session.insoles).toMatchObject([
      { side: 'left', calibration: null },
      { side: 'right', calibration: null },
    ])
    expect(before.result!.summary).not.toHaveProperty('peakForce_N')
    expect(before.result!.unavailable['peakForce_N']).toMatch(/not calibrated/)

    await service.tare('both')
    const told = until(({ calibration: { running } }) => running?.step === (exercise === 'shift' ? 'shift' : 'hold'))
    await service.calibrateByBodyWeight({ bodyMass_kg: 80, exercise })
    expect((await told).calibration.running!.side).toBe(exercise === 'shift' ? null : 'left')
    await until(({ calibration }) => calibration.last?.what === 'body-weight')
    const { last } = service.status().calibration
    expect(last).toMatchObject({ ok: true, mend: null })
    expect(last!.fit!.residual_percent).toBeLessThan(3)
    expect(last!.fit!.conditionNumber).toBeLessThan(4)

    const { session, result } = await record(20)
    const [left, right] = session.insoles.map(({ calibration }) => calibration)
    expect(left).toMatchObject({ method: 'body-weight', unit: 'N', fit: { bodyMass_kg: 80 } })
    expect(right).toMatchObject({ id: left!.id, fit: left!.fit })
    expect(await store.fits()).toEqual([{ calibration: left!.id, fit: left!.fit }])
    // Peaks of walking are 1.1 to 1.3 of 785 N.
    for (const side of ['left', 'right'] as const) {
      expect(result!.summary.peakForce_N![side]!.median).toBeGreaterThan(820)
      expect(result!.summary.peakForce_N![side]!.median).toBeLessThan(1100)
    }
    expect(result!.summary.peakForce_N!.asymmetry_percent).toBeDefined()
  })

  it('that is too poor changes nothing, says why, and forces are not compared', async () => {
    const { service, store, record, until, mind } = await person({ gainError_percent: null })
    await service.tare('both')
    const tared = service.status().insoles.map(({ calibration }) => calibration)
    mind.obeys = false
    await service.calibrateByBodyWeight({ bodyMass_kg: 70, exercise: 'shift' })
    const { calibration } = await until(({ calibration: { last } }) => last?.what === 'body-weight')
    expect(calibration.last).toMatchObject({ ok: false, text: expect.stringMatching(/^Not calibrated: .* Nothing was changed/) as string })
    expect(calibration.last!.fit!.residual_percent).toBeGreaterThan(3)
    expect(service.status().insoles.map((insole) => insole.calibration)).toEqual(tared)
    expect(await store.fits()).toEqual([])
    const { result } = await record(20)
    expect(result!.summary).not.toHaveProperty('peakForce_N')
    expect(result!.unavailable['peakForce_N']).toMatch(/a calibration by body weight was too poor/)
  })
})
