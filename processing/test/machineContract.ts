import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Machine } from '@solestream/processing/model'

export interface MachineCase<In, Out> {
  readonly create: () => Machine<In, Out>
  /** One recording, cut into pieces of these lengths (samples), used over and over. */
  readonly inputs: (lengths: readonly number[]) => readonly In[]
  /** What of the outputs must not depend on the cut; called at once after each push, since arrays are used again. */
  readonly essence: (outputs: readonly Out[]) => readonly unknown[]
  /** Sorts apart what has no order among itself (events of two feet); the order within each list is compared. */
  readonly apart?: (said: readonly unknown[]) => unknown
  /** Inputs that are wrong or empty; pushed one after the other before, amid and after good ones. */
  readonly hostile: readonly In[]
}

/** What every algorithm of this room promises, whatever it computes. */
export function machineContract<In, Out>(
  name: string,
  { create, inputs, essence, apart = (said) => said, hostile }: MachineCase<In, Out>,
): void {
  const run = (machine: Machine<In, Out>, items: readonly In[]): unknown => {
    const all = items.flatMap((item) => essence(machine.push(item)))
    return apart([...all, ...essence(machine.end())])
  }

  describe(`${name} is a machine`, () => {
    const expected = run(create(), inputs([100]))

    it('says something about the recording of this contract', () => {
      expect(JSON.stringify(expected).length).toBeGreaterThan(1000)
    })

    it('gives the same for any cut into pieces', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 8 }), (lengths) => {
          expect(run(create(), inputs(lengths))).toEqual(expected)
        }),
        { numRuns: 12 },
      )
    })

    it('starts afresh each time it is created, also while another one runs', () => {
      const other = create()
      const items = inputs([37])
      for (const item of items.slice(0, items.length >> 1)) other.push(item)
      expect(run(create(), items)).toEqual(expected)
      other.end()
    })

    it('goes on from a checkpoint as if nothing had happened, again and again, whatever the one it was taken from does', () => {
      fc.assert(
        fc.property(fc.nat(), fc.integer({ min: 20, max: 120 }), (at, length) => {
          const items = inputs([length])
          const before = items.slice(0, at % (items.length + 1))
          const after = items.slice(before.length)
          const machine = create()
          const said = before.flatMap((item) => essence(machine.push(item)))
          const rest = (from: Machine<In, Out>) => [...after.flatMap((item) => essence(from.push(item))), ...essence(from.end())]
          const checkpoint = machine.fork()
          for (const one of [machine, checkpoint.fork(), checkpoint.fork().fork(), checkpoint]) {
            expect(apart([...said, ...rest(one)])).toEqual(expected)
          }
        }),
        { numRuns: 12 },
      )
    })

    it('ends once: a second end() says nothing', () => {
      const machine = create()
      run(machine, inputs([50]))
      expect(machine.end()).toEqual([])
    })

    it('ends without any input', () => {
      expect(() => create().end()).not.toThrow()
    })

    it('takes wrong and empty input as a value', () => {
      for (const bad of hostile) {
        const machine = create()
        machine.push(bad)
        const items = inputs([40])
        items.forEach((item, i) => {
          machine.push(item)
          if (i % 7 === 3) machine.push(bad)
        })
        machine.end()
      }
      const machine = create()
      expect(() => hostile.forEach((bad) => machine.push(bad))).not.toThrow()
      machine.end()
    })
  })
}
