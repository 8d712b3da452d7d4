import { connect, defer, filter, merge, startWith, type OperatorFunction } from 'rxjs'
import { createStages, insoleItem, sideOf, type GaitInput, type GaitOptions, type Stages } from '../analysis/index.ts'
import { SIDES, type GraphOutput, type Side } from '../model/index.ts'
import { through } from './through.ts'

const of = (side: Side) => filter((input: GaitInput) => sideOf(input) === side)

/**
 * The graph: samples of both feet in, force, events, strides, summary and quality out. Everything is created anew for each subscription.
 * A force block is valid until the next one of its foot: who defers or keeps it copies it.
 */
export function gait({ insoles = [], mode, task, algorithm, ...inputs }: GaitOptions): OperatorFunction<GaitInput, GraphOutput> {
  return (source) =>
    source.pipe(
      startWith(...insoles.map(insoleItem)),
      gaitThrough(() => createStages(mode, task, inputs, algorithm)),
    )
}

/**
 * The same through given machines, made once for each subscription: whoever keeps hold of them can fork them at any time between two inputs,
 * and go on elsewhere from there. Each foot runs on its own, then one merge puts both together; the feet are split with connect(), so
 * that a synchronous source reaches both.
 */
export function gaitThrough(create: () => Stages): OperatorFunction<GaitInput, GraphOutput> {
  return (source) =>
    defer(() => {
      const stages = create()
      return source.pipe(
        connect((blocks) =>
          merge(
            ...SIDES.map((side) =>
              blocks.pipe(
                of(side),
                through(() => stages[side]),
              ),
            ),
          ),
        ),
        through(() => stages.walk),
      )
    })
}
