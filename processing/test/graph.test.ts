import { describe, expect, it } from 'vitest'
import { concat, from, lastValueFrom, NEVER, Observable, Subject, take, toArray } from 'rxjs'
import { createGait, insoleItem, type GaitInput } from '@solestream/processing/analysis'
import { createStages, gait, gaitThrough, through, type Stages } from '@solestream/processing/graph'
import type { GraphOutput, Machine } from '@solestream/processing/model'
import { block, cut, insoles, packets, walk } from './walker.ts'

const feet = walk({ seconds: 15, sensors: 4 })
const blocks = packets(feet, 5)
const all = insoles(feet)

describe('the graph', () => {
  it('gives one force block for each block, of both feet, from a synchronous source', async () => {
    const out = await lastValueFrom(from(blocks).pipe(gait({ insoles: all, mode: 'online' }), toArray()))
    const forces = out.filter((o) => o.type === 'force')
    expect(forces.length).toBe(blocks.length)
    expect(forces.map((o) => o.force.block)).toEqual(blocks)
    for (const side of ['left', 'right']) expect(out.some((o) => o.type === 'stride' && o.stride.side === side)).toBe(true)
  })

  it('says what createGait says, in the same order', async () => {
    const machine = createGait({ insoles: all, mode: 'online' })
    const plain = [...blocks.flatMap((b) => machine.push(b)), ...machine.end()].filter((o) => o.type !== 'force')
    const out = await lastValueFrom(from(blocks).pipe(gait({ insoles: all, mode: 'online' }), toArray()))
    expect(out.filter((o) => o.type !== 'force')).toEqual(plain)
  })

  it('starts afresh for each subscription', async () => {
    const live = from(blocks).pipe(gait({ insoles: all, mode: 'online' }), toArray())
    const kinds = (out: readonly GraphOutput[]) => out.map((o) => (o.type === 'stride' ? o.stride : o.type))
    const [first, second] = await Promise.all([lastValueFrom(live), lastValueFrom(live)])
    expect(kinds(second)).toEqual(kinds(first))
  })

  it('lets the source go when nobody listens any more, and when a listener has had enough', () => {
    let open = 0
    const source = new Observable<GaitInput>((subscriber) => {
      open++
      for (const b of blocks) subscriber.next(b)
      return () => open--
    })
    const subscription = concat(source, NEVER)
      .pipe(gait({ insoles: all, mode: 'online' }))
      .subscribe()
    expect(open).toBe(1)
    subscription.unsubscribe()
    expect(open).toBe(0)

    const got: GraphOutput[] = []
    source.pipe(gait({ insoles: all, mode: 'online' }), take(3)).subscribe((o) => got.push(o))
    expect(got.length).toBe(3)
    expect(open).toBe(0)
  })

  it('passes the failure of a source on and ends nothing by itself', () => {
    const source = new Subject<GaitInput>()
    const seen: unknown[] = []
    source
      .pipe(gait({ insoles: all, mode: 'online' }))
      .subscribe({ next: () => {}, error: (e) => seen.push(e), complete: () => seen.push('complete') })
    source.next(blocks[0]!)
    source.error('radio gone')
    expect(seen).toEqual(['radio gone'])
    expect(source.observed).toBe(false)
  })

  it('takes an insole that is described while the other one already walks', async () => {
    const rightFrom_s = 5
    const items: GaitInput[] = [
      insoleItem(all[0]!),
      ...blocks.flatMap((b, i): GaitInput[] => {
        const before = blocks[i - 1]?.time_s[0] ?? 0
        const now = before < rightFrom_s && b.time_s[0]! >= rightFrom_s ? [insoleItem(all[1]!)] : []
        return b.side === 'left' || b.time_s[0]! >= rightFrom_s ? [...now, b] : now
      }),
    ]
    const out = await lastValueFrom(from(items).pipe(gait({ mode: 'online' }), toArray()))
    const strides = out.flatMap((o) => (o.type === 'stride' ? [o.stride] : []))
    expect(strides.filter((s) => s.side === 'left' && s.end_s < rightFrom_s).every((s) => s.doubleSupport_s === undefined)).toBe(true)
    expect(strides.filter((s) => s.start_s > rightFrom_s + 2.5).every((s) => s.doubleSupport_s !== undefined)).toBe(true)
    expect(strides.some((s) => s.side === 'right')).toBe(true)
  })

  it('counts samples that came before their insole was described', async () => {
    const out = await lastValueFrom(from(cut(feet.left, [5])).pipe(gait({ mode: 'online' }), toArray()))
    expect(out.length).toBe(1)
    expect(out[0]).toMatchObject({ type: 'summary', unavailable: { 'samples.left.not-described': expect.stringMatching(/^1500 samples/) } })
  })
})

describe('checkpoints of the graph', () => {
  it('say from any point on what the graph itself says, which goes on undisturbed', () => {
    const stages = createStages('online')
    const source = new Subject<GaitInput>()
    const said: GraphOutput[] = []
    const keep = (into: GraphOutput[]) => (output: GraphOutput) => {
      if (output.type !== 'force') into.push(output)
    }
    source.pipe(gaitThrough(() => stages)).subscribe(keep(said))
    const items = [...all.map(insoleItem), ...blocks]
    const checkpoints: { readonly after: number; readonly said: number; readonly stages: Stages }[] = []
    items.forEach((item, i) => {
      if (i % 97 === 0) checkpoints.push({ after: i, said: said.length, stages: stages.fork() })
      source.next(item)
    })
    source.complete()
    expect(checkpoints.length).toBeGreaterThan(5)
    for (const checkpoint of checkpoints) {
      const again: GraphOutput[] = []
      from(items.slice(checkpoint.after))
        .pipe(gaitThrough(() => checkpoint.stages.fork()))
        .subscribe(keep(again))
      expect(again).toEqual(said.slice(checkpoint.said))
    }
  })
})

const plain = (push: (n: number) => readonly number[], last: readonly number[]): Machine<number, number> => ({
  push,
  end: () => last,
  fork: () => plain(push, last),
})

describe('through', () => {
  it('stops a push in the middle when the listener leaves', () => {
    const got: number[] = []
    const three = through<number, number>(() => plain((n) => [n, n + 1, n + 2], [99]))
    from([1, 10])
      .pipe(three, take(2))
      .subscribe((n) => got.push(n))
    expect(got).toEqual([1, 2])
  })

  it('gives what end() says, then completes', () => {
    const got: unknown[] = []
    from([1])
      .pipe(through<number, number>(() => plain((n) => [n], [7, 8])))
      .subscribe({ next: (n) => got.push(n), complete: () => got.push('complete') })
    expect(got).toEqual([1, 7, 8, 'complete'])
  })
})

it('a block of one sample is a block', async () => {
  const out = await lastValueFrom(from([block(feet.left, 0, 1)]).pipe(gait({ insoles: all, mode: 'online' }), toArray()))
  expect(out[0]!.type).toBe('force')
})
