import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESULTS } from '@solestream/firmware-protocol'
import { lacks } from '@solestream/testing'
import { answered, machinesSources, workshop } from './build.ts'
import type { Step } from './build.ts'
import { createChance } from './random.ts'
import type { Chance } from './random.ts'
import { createRingModel } from './ringModel.ts'
import { toHex } from '../vectorFiles.ts'

const RINGS = 400
const hex = (bytes: Uint8Array | null) => (bytes === null ? '-' : toHex(bytes))

/** One insole: samples at rates that change, late and missing ones, live packets, backfills of what is there, gone and not taken yet. */
function* life(c: Chance, seen: Map<string, number>): Generator<Step> {
  const sensors = c.within(1, 6)
  const hasImu = c.coin()
  const boot = c.within(0, 0xffff)
  const capacity = c.within(1, 40)
  const produced = c.below(3) === 0 ? 2 ** 32 - c.below(60) : c.below(1000)
  const model = createRingModel(sensors, boot, capacity, produced)
  yield { ask: `ring ${sensors} ${hasImu ? 1 : 0} ${boot} ${capacity} ${produced % 2 ** 32}`, answer: 'ok' }

  let period_ticks = c.within(1, 5000)
  let tick = c.within(0, 0xffffffff)
  const near = () => (model.newest() + c.within(-60, 10) + 2 ** 32) % 2 ** 32
  const room = () => c.within(20, 244)
  const count = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1)

  function taken(): Step {
    if (c.below(12) === 0) period_ticks = c.of([period_ticks, Math.min(2 * period_ticks, 0xffffff), c.within(1, 0xffffff)])
    const jitter = c.within(-1, 1) * c.below(Math.floor(period_ticks / 100) + 2)
    const sample = {
      tick: (tick + jitter + 2 ** 32) % 2 ** 32,
      period_ticks,
      counts: c.list(sensors, () => c.within(0, 0xffff)),
      imu: hasImu ? c.list(6, () => c.within(-0x8000, 0x7fff)) : null,
    }
    tick = (tick + period_ticks * (c.below(15) === 0 ? 2 : 1)) % 2 ** 32
    model.add(sample)
    const ask = ['add', sample.tick, sample.period_ticks, ...sample.counts, ...(sample.imu ?? [])].join(' ')
    return { ask, answer: String(model.oldest()) }
  }
  let last = { firstSequence: 0, count: 1 }
  function backfill(): Step {
    if (c.below(4) !== 0) last = { firstSequence: near(), count: c.within(0, 40) }
    const got = model.backfill(last)
    count(typeof got === 'string' ? got : got.count < last.count ? 'a part' : 'all')
    const answer = typeof got === 'string' ? String(RESULTS.indexOf(got)) : `0 ${got.firstSequence} ${got.count}`
    return { ask: `backfill ${last.firstSequence} ${last.count}`, answer }
  }
  for (let k = 0; k < 150; k++) {
    const act = c.below(20)
    if (act < 9) yield taken()
    else if (act < 12) {
      const [sequence, most, space] = [near(), c.within(0, 12), room()]
      yield { ask: `pack ${sequence} ${most} ${space}`, answer: hex(model.live(sequence, most, space)) }
    } else if (act < 14) yield backfill()
    else if (act < 19) {
      const space = room()
      const answer = hex(model.recovered(space))
      count(answer === '-' ? 'nothing recovered' : 'recovered')
      yield { ask: `recovered ${space}`, answer }
    } else {
      model.cancel()
      yield { ask: 'cancel', answer: 'ok' }
    }
  }
}

const reason = lacks('gcc')
describe.skipIf(reason)(`the ring in C${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let shop: ReturnType<typeof workshop>
  let machines = ''
  beforeAll(() => {
    shop = workshop()
    machines = shop.build('machines', machinesSources())
  })
  afterAll(() => shop?.remove())

  it(`packs, recovers and refuses as the model does, in ${RINGS} insoles' lives, over the wrap of sequence and tick too`, async () => {
    const chance = createChance(7)
    const seen = new Map<string, number>()
    function* steps() {
      for (let k = 0; k < RINGS; k++) yield* life(chance, seen)
    }
    expect(await answered(machines, [], steps())).toBe(RINGS * 151)
    expect([...seen.keys()].sort()).toEqual(['a part', 'all', 'bad-value', 'busy', 'not-found', 'nothing recovered', 'recovered'])
    expect(Math.min(...seen.values())).toBeGreaterThan(200)
  })
})
