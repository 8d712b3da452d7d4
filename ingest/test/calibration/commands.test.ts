import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { COMMAND, encodeCalibration, type Calibration } from '@solestream/firmware-protocol'
import { CommandRefused, createSimulatedSource, type IngestRecord, type Source } from '@solestream/ingest'
import { createBleSource } from '@solestream/ingest/ble'
import { createWalker } from '@solestream/ingest/virtual'
import { createFakeRadio } from '../ble/fakeRadio.ts'

const UTC = '2026-11-25T12:00:00Z'
const CALIBRATION: Calibration = { ...createWalker().insoles.left.calibration!, id: 'bw-1', method: 'body-weight', unit: 'N' }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const listen = (source: Source) => {
  const records: IngestRecord[] = []
  const started = source.start({
    record: (record) => records.push(record),
    state: () => undefined,
    ready: () => Promise.resolve(),
  })
  const insoles = () => records.flatMap((r) => (r.type === 'insole' && r.side === 'left' ? [r.info] : []))
  return { started, insoles }
}

async function overTheAir(settings: Parameters<ReturnType<typeof createFakeRadio>['add']>[1] = {}) {
  const radio = createFakeRadio()
  const fake = radio.add('left', settings)
  const codes: number[] = []
  const write = fake.insole.write
  fake.insole.write = (bytes, now_s) => {
    codes.push(bytes[1]!)
    return write(bytes, now_s)
  }
  const source = createBleSource({ radio })
  const { started, insoles } = listen(source)
  await started
  radio.turn('on')
  await vi.advanceTimersByTimeAsync(3000)
  expect(fake.insole.streaming).toBe(true)
  return { fake, source, insoles, codes }
}

/** The time that commands take on the air. */
async function during<T>(work: Promise<T>): Promise<T | Error> {
  const settled = work.catch((error: Error) => error)
  await vi.advanceTimersByTimeAsync(2000)
  return settled
}

describe('over Bluetooth', () => {
  it('a calibration is written, read back and told; a reconnection reads it anew', async () => {
    const { fake, source, insoles } = await overTheAir()
    expect(await during(source.commands!.writeCalibration('left', CALIBRATION))).toBeUndefined()
    expect(encodeCalibration(fake.insole.calibration!)).toEqual(encodeCalibration(CALIBRATION))
    expect(insoles().map(({ calibration }) => calibration?.id)).toEqual(['simulated-1-left', 'bw-1'])
    fake.connection!.drop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(insoles().at(-1)).toMatchObject({ calibration: { id: 'bw-1' }, tared_utc: null })
    await source.stop()
  })

  it('a tare of a walking foot is refused by the insole, in words with their mend', async () => {
    const { source, insoles } = await overTheAir()
    const refused = await during(source.commands!.tare('left', UTC))
    expect(refused).toBeInstanceOf(CommandRefused)
    expect(refused).toMatchObject({
      message: 'The left insole says that a foot is on it.',
      mend: expect.stringMatching(/Lift the foot/) as string,
    })
    expect(insoles()).toHaveLength(1)
    await source.stop()
  })

  it('an insole that lacks the feature is not asked; one that is not there is said', async () => {
    const { source, codes } = await overTheAir({ ring_s: 0 })
    expect(await during(source.commands!.tare('left', UTC))).toMatchObject({ message: 'The left insole cannot do that.' })
    expect(codes).not.toContain(COMMAND.tare)
    expect(await during(source.commands!.tare('right', UTC))).toMatchObject({ message: 'The right insole does not stream.' })
    await source.stop()
  })

  it('nothing is tared or written without a person, over 30 reconnections', async () => {
    const { fake, source, insoles, codes } = await overTheAir()
    const before = encodeCalibration(fake.insole.calibration!)
    for (let k = 0; k < 30; k++) {
      fake.connection?.drop()
      await vi.advanceTimersByTimeAsync(20_000)
    }
    expect(insoles().length).toBeGreaterThan(20)
    const changing: readonly number[] = [COMMAND.tare, COMMAND.calibrationBegin, COMMAND.calibrationPage, COMMAND.calibrationCommit]
    expect(codes.filter((code) => changing.includes(code))).toEqual([])
    expect(encodeCalibration(fake.insole.calibration!)).toEqual(before)
    for (const { calibration, tared_utc } of insoles()) expect([encodeCalibration(calibration!), tared_utc]).toEqual([before, null])
    await source.stop()
  })
})

describe('the simulated source', () => {
  it('takes the same commands; its person does what is asked for', async () => {
    const source = createSimulatedSource({ pace: 1, walker: { drift_kPa: 5, noise_kPa: 0.2 } })
    const { started, insoles } = listen(source)
    await started
    await vi.advanceTimersByTimeAsync(2000)
    expect(await during(source.commands!.tare('left', UTC))).toMatchObject({ message: 'The left insole says that a foot is on it.' })
    source.commands!.pose!('seated', 8)
    await vi.advanceTimersByTimeAsync(3000)
    expect(await during(source.commands!.tare('left', UTC))).toBeUndefined()
    expect(insoles().at(-1)).toMatchObject({ tared_utc: UTC, calibration: { method: 'vendor' } })
    expect(insoles().at(-1)!.calibration!.zero).not.toEqual(insoles()[0]!.calibration!.zero)
    expect(await during(source.commands!.writeCalibration('left', CALIBRATION))).toBeUndefined()
    expect(insoles().at(-1)).toMatchObject({ tared_utc: null, calibration: { id: 'bw-1' } })
    await source.stop()
  })
})
