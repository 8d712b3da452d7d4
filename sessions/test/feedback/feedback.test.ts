import { describe, expect, it } from 'vitest'
import { createForce } from '@solestream/processing/analysis'
import { createWalker, feedSamples } from '@solestream/ingest/virtual'
import { blockAt, plannedBlocks } from '../../src/feedback/blocks.ts'
import { LinkDelay } from '../../src/run/linkDelay.ts'
import type { FeedbackPlan } from '../../src/feedback/model.ts'
import { PartShare } from '../../src/feedback/partShare.ts'
import { person } from '../calibration/person.ts'

const PLAN: FeedbackPlan = { goal: 'stance-symmetry', side: null, low: -5, high: 5, tone: true, fading: 'faded', block_s: 10 }

describe('the blocks of a plan', () => {
  it('begin and end without feedback, and have less and less of it in between', () => {
    const blocks = plannedBlocks(PLAN)
    expect([blocks[0], blocks.at(-1)].map((block) => block!.shown)).toEqual([false, false])
    const share = (step: string) => {
      const of = blocks.filter((block) => block.step === step)
      return of.filter(({ shown }) => shown).length / of.length
    }
    expect(['full', 'half', 'after'].map(share)).toEqual([1, 0.5, 0])
  })

  it('follow each other in time, and never end where feedback is always shown', () => {
    expect([0, 9.99, 10, 25, 89.9, 90, 1e4].map((s) => blockAt(PLAN, s))).toEqual([0, 0, 1, 2, 8, 9, 9])
    expect(blockAt({ ...PLAN, fading: 'always' }, 1e6)).toBe(0)
  })
})

describe('the delay of the link', () => {
  it('is the median of the newest packets', () => {
    const delay = new LinkDelay()
    expect(delay.median_ms()).toBeNull()
    for (let k = 0; k < 300; k++) delay.add(9)
    for (let k = 0; k < 256; k++) delay.add(k === 0 ? 5 : 0.03)
    expect(delay.median_ms()).toBeCloseTo(30, 9)
  })
})

/** Shares of the left foot's stances in a simulated walk, by their toe-off. */
function shares(part: 'heel' | 'forefoot', drift_kPa: number, calibrated: boolean): Map<number, number> {
  const walker = createWalker({ duration_s: 12, seed: 3, drift_kPa })
  const insole = { ...walker.insoles.left, ...(calibrated ? {} : { calibration: null }) }
  const share = new PartShare(insole, part)
  const force = createForce(insole)
  const feed = walker.feed('left')
  const into = feedSamples(feed.sensors, 10)
  const events = walker.truth(12).filter(({ side, kind }) => side === 'left' && kind !== 'foot-flat' && kind !== 'heel-off')
  const found = new Map<number, number>()
  for (let n = feed.read(10, into); n > 0; n = feed.read(10, into)) {
    const counts = new Float32Array(n * feed.sensors)
    for (let k = 0; k < feed.sensors; k++) for (let i = 0; i < n; i++) counts[k * n + i] = into.counts[i * feed.sensors + k]!
    const time_s = into.time_s.slice(0, n)
    const rest = { imu: null, saturated: 0, recovered: false, lostBefore: 0, sequence: into.sequence[0]! } as const
    share.add(force.push({ side: 'left', n, sensors: feed.sensors, time_s, counts, ...rest })[0]!)
    while (events.length > 0 && events[0]!.time_s < time_s[n - 1]! - 0.1) {
      const event = events.shift()!
      const value = share.event({ ...event, detected_s: time_s[n - 1]!, confidence: 1 })
      if (value !== null) found.set(event.time_s, value)
    }
  }
  return found
}

describe.each(['heel', 'forefoot'] as const)('the share of the %s', (part) => {
  it('is that of its true loads', () => {
    const walker = createWalker({ duration_s: 12, seed: 3 })
    const { sensors } = walker.insoles.left.layout
    const contacts = walker.truth(12).filter(({ side, kind }) => side === 'left' && kind === 'initial-contact')
    const pressure = new Float64Array(sensors.length)
    const values = shares(part, 4, true)
    expect(values.size).toBeGreaterThan(6)
    for (const [toeOff_s, value] of values) {
      let [of, all] = [0, 0]
      for (let t = contacts.findLast(({ time_s }) => time_s < toeOff_s)!.time_s; t < toeOff_s; t += 0.002) {
        walker.pressure_kPa('left', t, pressure)
        for (const [k, { area_mm2, region }] of sensors.entries()) {
          all += pressure[k]! * area_mm2
          if (part === 'heel' ? region.startsWith('heel') : /^(mth|hallux|toe)/.test(region)) of += pressure[k]! * area_mm2
        }
      }
      expect(Math.abs(value - (100 * of) / all), `at ${toeOff_s}`).toBeLessThan(1.5)
    }
  })

  it('does not change with what rests on the insole, raw counts included', () => {
    const [bare, drifting] = [shares(part, 0, false), shares(part, 40, false)]
    expect(bare.size).toBeGreaterThan(6)
    for (const [toeOff_s, value] of bare) expect(Math.abs(drifting.get(toeOff_s)! - value)).toBeLessThan(1)
  })
})

describe('feedback', () => {
  it('goes through its blocks in the time of the samples, counts strides in the band, and marks what the person saw', async () => {
    const { service, until } = await person({ asymmetry_percent: 1 })
    await service.startRecording()
    service.startFeedback({ ...PLAN, low: -20, high: 20 })
    expect(service.status().feedback).toMatchObject({ done: false, value: null, blocks: [{ step: 'before', shown: false, strides: 0 }] })
    const ended = await until(({ feedback }) => feedback?.done === true)
    const { blocks, value } = ended.feedback!
    expect(blocks.map(({ step, shown }) => ({ step, shown }))).toEqual(plannedBlocks(PLAN))
    for (const { strides } of blocks) expect(strides).toBeGreaterThan(8)
    expect(blocks.reduce((sum, { strides, inside }) => sum + strides - inside, 0)).toBe(0)
    expect(Math.abs(value!)).toBeLessThan(20)
    const { id } = await service.stopRecording()
    expect((await service.getSession(id))!.session.markers.map(({ label }) => label)).toEqual([
      ...plannedBlocks(PLAN).map(({ step, shown }) => `feedback stance-symmetry ${shown ? 'shown' : 'hidden'} (${step})`),
      'feedback done',
    ])
    service.stopFeedback()
    expect(service.status().feedback).toBeNull()
  })

  it('counts no stride outside the band as inside', async () => {
    const { service, until } = await person({ asymmetry_percent: 20 })
    service.startFeedback({ ...PLAN, fading: 'always', low: -2, high: 2 })
    const { feedback } = await until((status) => (status.feedback?.blocks[0]?.strides ?? 0) > 20)
    expect(feedback!.blocks[0]!.inside).toBe(0)
    expect(feedback!.left_s).toBeNull()
  })

  it.each([
    ['contact-time', 'left', 0.3, 1.2],
    ['forefoot-load', 'right', 20, 90],
    ['heel-load', 'left', 5, 80],
    ['cadence', null, 90, 130],
    ['load-symmetry', null, -40, 40],
  ] as const)('has a value with each stride: %s', async (goal, side, low, high) => {
    const { service, until } = await person({})
    service.startFeedback({ ...PLAN, goal, side, low, high, fading: 'always' })
    const { feedback } = await until((status) => (status.feedback?.blocks[0]?.strides ?? 0) > 5)
    expect(feedback!.value).toBeGreaterThanOrEqual(low)
    expect(feedback!.value).toBeLessThanOrEqual(high)
  })

  it('of loads is refused where forces of left and right may not be compared', async () => {
    const { service } = await person({ gainError_percent: null })
    expect(() => service.startFeedback({ ...PLAN, goal: 'load-symmetry' })).toThrow(
      expect.objectContaining({ name: 'ServiceFault', status: 409, message: expect.stringContaining('not calibrated') as string }),
    )
    expect(service.status().feedback).toBeNull()
  })
})
