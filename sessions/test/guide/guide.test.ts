import { describe, expect, it } from 'vitest'
import { person } from '../calibration/person.ts'

const REFUSED = { name: 'ServiceFault', status: 409 }
const about = { pseudonym: 'P-1', condition: 'own shoe' }

/** The service of a simulated person, and what waits until an exercise is over. */
async function guided(...given: Parameters<typeof person>) {
  const parts = await person(...given)
  const { service, until } = parts
  const measured = async () => {
    service.measureGuide()
    await until(() => service.guide()?.measuring === null)
    return service.guide()!
  }
  return { ...parts, measured }
}

describe('a guided session', () => {
  it('goes from checks to a stored session, with tare, calibration and both standings', async () => {
    const { service, until, measured, store } = await guided({ gainError_percent: null, bodyMass_kg: 80 })
    expect(service.guide()).toBe(null)
    service.beginGuide(about)
    await until(() => service.guide()!.checks.some(({ name, value }) => name === 'deadSensors' && value === 0))
    expect(service.guide()).toMatchObject({ step: 'checks', tared: false, calibrated: false, session: null, about })
    expect(
      service
        .guide()!
        .checks.filter(({ verdict }) => verdict === 'attention')
        .map(({ name }) => name),
    ).toEqual(['calibrationAge_days', 'calibrationAge_days'])
    await service.goGuide('sides')
    expect((await measured()).sides).toBe('right')
    await service.goGuide('tare')
    await service.tare('both')
    expect(service.guide()!.tared).toBe(true)
    await service.goGuide('calibrate')
    await service.calibrateByBodyWeight({ bodyMass_kg: 80, exercise: 'single-leg' })
    await expect(service.goGuide('stand')).rejects.toMatchObject({ ...REFUSED, message: 'A tare or calibration is under way.' })
    await until(({ calibration }) => calibration.running === null)
    expect(service.guide()!.calibrated).toBe(true)
    await service.goGuide('stand')
    const { before } = (await measured()).standing
    expect(before).toMatchObject({ unit: 'N', calibrated: true })
    expect(before!.total / (80 * 9.80665)).toBeCloseTo(1, 1)
    await service.goGuide('warm-up')
    await until(() => service.guide()!.warmUp_s > 5)
    await service.goGuide('record')
    const id = service.guide()!.session!
    await until(({ recording }) => (recording?.strides ?? 0) >= 20)
    await service.goGuide('stand-again')
    const { drift_percent } = (await measured()).standing
    expect(Math.abs(drift_percent!)).toBeLessThan(2)
    await service.goGuide('done')
    const { session, result } = (await service.getSession(id))!
    expect(session).toMatchObject({ pseudonym: 'P-1', condition: 'own shoe' })
    expect(result!.summary['peakForce_N']).toBeDefined()
    expect((await store.getSession(id))!.markers.map(({ label }) => label)).toEqual([`standing check ${drift_percent!.toFixed(1)} %`])
    await service.leaveGuide()
    expect(service.guide()).toBe(null)
    expect(await service.getSession(id)).not.toBe(null)
  })

  it('sees insoles that lie in the other shoes', async () => {
    const { service, mind, measured } = await guided({})
    mind.swapped = true
    service.beginGuide(about)
    await service.goGuide('sides')
    expect((await measured()).sides).toBe('swapped')
    mind.swapped = false
    expect((await measured()).sides).toBe('right')
    mind.obeys = false
    expect((await measured()).sides).toBe('unclear')
  })

  it('refuses what has no sense where it stands, and stays there', async () => {
    const { service, until } = await guided({})
    await expect(service.goGuide('tare')).rejects.toMatchObject(REFUSED)
    expect(() => service.measureGuide()).toThrow('No guided session')
    service.beginGuide(about)
    for (const step of ['stand-again', 'done'] as const) await expect(service.goGuide(step)).rejects.toMatchObject(REFUSED)
    expect(() => service.measureGuide()).toThrow('nothing to measure')
    await service.goGuide('stand')
    await service.goGuide('checks')
    await service.goGuide('record')
    await expect(service.goGuide('tare')).rejects.toMatchObject({ ...REFUSED, message: expect.stringContaining('gone back') as string })
    expect(() => service.beginGuide(about)).toThrow('A recording is running.')
    await until(({ recording }) => (recording?.strides ?? 0) >= 4)
    await service.goGuide('done')
    expect(service.status().recording).toBe(null)
  })

  it('whose recording is stopped elsewhere is done, and what was recorded is kept', async () => {
    const { service, until } = await guided({})
    service.beginGuide(about)
    await service.goGuide('record')
    const { session } = service.guide()!
    await until(({ recording }) => (recording?.strides ?? 0) >= 4)
    await service.stopRecording()
    expect(service.guide()).toMatchObject({ step: 'done', session })
    service.beginGuide(about)
    expect(service.guide()).toMatchObject({ step: 'checks', session: null })
  })

  it('is left with its recording stopped and kept', async () => {
    const { service, until } = await guided({})
    service.beginGuide(about)
    await service.goGuide('record')
    const { session } = service.guide()!
    await until(({ recording }) => (recording?.strides ?? 0) >= 4)
    await service.leaveGuide()
    expect([service.guide(), service.status().recording]).toEqual([null, null])
    expect((await service.getSession(session!))!.session.strides).toBeGreaterThan(2)
  })

  it('says nothing of drift when the person moved', async () => {
    const { service, mind, measured } = await guided({})
    service.beginGuide(about)
    await service.goGuide('stand')
    mind.obeys = false
    const { standing } = await measured()
    expect(standing.before!.sway_percent).toBeGreaterThan(20)
    mind.obeys = true
    await service.goGuide('record')
    await service.goGuide('stand-again')
    expect((await measured()).standing.drift_percent).toBe(null)
    await service.goGuide('done')
  })
})
