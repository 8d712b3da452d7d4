import { describe, expect, it } from 'vitest'
import { copyOf } from '@solestream/processing/analysis'

class Counter {
  private n = 0
  readonly values = new Float64Array(2)
  add(value: number): number {
    this.values[this.n % 2] = value
    return ++this.n
  }
}

describe('a copy of a state', () => {
  it('is independent, whatever the state is made of', () => {
    const state = { counter: new Counter(), list: [{ at: 1 }], map: new Map([['a', new Uint8Array([1])]]), set: new Set([1]), none: null }
    const copy = copyOf(state)
    expect(copy).toEqual(state)
    copy.counter.add(9)
    copy.list[0]!.at = 2
    copy.map.get('a')![0] = 7
    copy.set.add(2)
    expect(state).toEqual({
      counter: new Counter(),
      list: [{ at: 1 }],
      map: new Map([['a', new Uint8Array([1])]]),
      set: new Set([1]),
      none: null,
    })
    expect(state.counter.add(0)).toBe(1)
    expect(copy.counter.add(0)).toBe(2)
  })

  it('keeps what refers to the same thing referring to the same thing, itself too', () => {
    const shared = { value: 1 }
    const state: { a: typeof shared; b: typeof shared; self?: unknown } = { a: shared, b: shared }
    state.self = state
    const copy = copyOf(state)
    expect(copy.a).toBe(copy.b)
    expect(copy.a).not.toBe(shared)
    expect(copy.self).toBe(copy)
  })

  it('shares what is frozen and lets a machine fork itself', () => {
    const frozen = Object.freeze({ start_s: 1 })
    const fork = () => 'forked'
    expect(copyOf({ frozen }).frozen).toBe(frozen)
    expect(copyOf({ machine: { fork } })).toEqual({ machine: 'forked' })
  })

  it('refuses a closure, whose variables it would share', () => {
    expect(() => copyOf({ next: () => 1 })).toThrow(/function/)
  })
})
