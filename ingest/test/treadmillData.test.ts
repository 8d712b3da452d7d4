import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addReading, ConfigurationFault, decodeTreadmillData, encodeTreadmillData, type TreadmillData } from '@solestream/ingest'
import { beltSpeed_kmh, parseBeltPlan } from '@solestream/ingest/peripheral'
import type { BeltReading } from '@solestream/processing/model'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

describe('Treadmill Data', () => {
  it.each<[string, string, TreadmillData]>([
    ['speed alone: the first flag is 0', '0000 6801', { speed_m_s: 1 }],
    ['more data to come: the first flag is 1, no speed', '0100', {}],
    ['average speed behind the speed', '0200 6801 d002', { speed_m_s: 1, averageSpeed_m_s: 2 }],
    ['a distance of three bytes', '0500 010203', { distance_m: 0x030201 }],
    ['incline and ramp angle, both signed', '0900 f6ff 0a00', { incline_percent: -1, rampAngle_deg: 1 }],
    ['incline that is not available', '0900 ff7f ff7f', {}],
    ['elevation gain', '1100 0a00 1400', { elevationUp_m: 1, elevationDown_m: 2 }],
    ['paces of one byte', '6100 05 0a', { pace_km_min: 0.5, averagePace_km_min: 1 }],
    ['energy, in part not available', '8100 6400 ffff ff', { energy_kcal: 100 }],
    ['heart rate, metabolic equivalent', '0103 50 23', { heartRate_per_min: 80, metabolicEquivalent: 3.5 }],
    ['elapsed and remaining time', '010c 3c00 7800', { elapsed_s: 60, remaining_s: 120 }],
    ['force on the belt and power', '0110 9cff 6400', { beltForce_N: -100, power_W: 100 }],
    ['flags that are not known yet', '00e0 6801 aa', { speed_m_s: 1 }],
  ])('reads %s', (_, hex, expected) => {
    const data = decodeTreadmillData(bytes(hex))!
    expect(Object.keys(data)).toEqual(Object.keys(expected))
    for (const [field, value] of Object.entries(expected))
      expect([field, data[field as keyof TreadmillData]]).toEqual([field, expect.closeTo(value, 9)])
  })

  it('reads all fields at once, and nothing of one that is cut off anywhere', () => {
    const all: TreadmillData = {
      speed_m_s: 1.25, averageSpeed_m_s: 1, distance_m: 1234, incline_percent: 2.5, rampAngle_deg: 1.4, elevationUp_m: 3, elevationDown_m: 0.5,
      pace_km_min: 0.1, averagePace_km_min: 0.1, energy_kcal: 20, energyPerHour_kcal: 200, energyPerMinute_kcal: 3, heartRate_per_min: 99,
      metabolicEquivalent: 3.1, elapsed_s: 600, remaining_s: 300, beltForce_N: 120, power_W: 150,
    } // prettier-ignore
    const encoded = encodeTreadmillData(all)
    expect([...encoded.subarray(0, 2)]).toEqual([0xfe, 0x1f])
    const data = decodeTreadmillData(encoded)!
    for (const [field, value] of Object.entries(all))
      expect([field, data[field as keyof TreadmillData]]).toEqual([field, expect.closeTo(value, 9)])
    for (let n = 0; n < encoded.length; n++) expect(decodeTreadmillData(encoded.subarray(0, n))).toBeNull()
  })

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (any) => { decodeTreadmillData(any) })) // prettier-ignore
  })
})

describe('readings of the belt', () => {
  const record = (host_s: number, speed_m_s: number | null) =>
    ({ type: 'belt', host_s, speed_m_s, incline_percent: null, teller: 'treadmill', raw: null }) as const
  it('are kept where something changes, on the time of the session', () => {
    const track: BeltReading[] = []
    for (const [host_s, speed] of [[10, 1], [11, 1], [12, 1.2], [13, null], [14, null]] as const) addReading(track, record(host_s, speed), 10) // prettier-ignore
    expect(track.map(({ time_s, speed_m_s }) => [time_s, speed_m_s])).toEqual([[0, 1], [2, 1.2], [3, null]]) // prettier-ignore
  })
})

describe('the plan of a virtual treadmill', () => {
  it('ramps from each speed to the next', () => {
    const plan = parseBeltPlan('4, 5@60,0@120')
    expect([0, 4, 8, 30, 61, 62, 100, 125, 140].map((s) => beltSpeed_kmh(plan, s))).toEqual([0, 2, 4, 4, 4.5, 5, 5, 2.5, 0])
  })
  it.each(['fast', '', '-1', '26', '4@x', '4,5', '4,5@60,3@30', '4,'])('%j is refused with what to give', (text) => {
    expect(() => parseBeltPlan(text)).toThrow(ConfigurationFault)
  })
})
