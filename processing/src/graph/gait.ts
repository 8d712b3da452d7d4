import { connect, filter, merge, startWith, type OperatorFunction } from 'rxjs'
import { createFoot, createWalk, insoleItem, sideOf, type GaitInput, type GaitOptions } from '../analysis/index.ts'
import { SIDES, type GraphOutput, type Side } from '../model/index.ts'
import { through } from './through.ts'

const of = (side: Side) => filter((input: GaitInput) => sideOf(input) === side)

/**
 * The graph: samples of both feet in, force, events, strides, summary and quality out. Each foot runs on its own, then one merge puts both
 * together; the feet are split with connect(), so that a synchronous source reaches both. Everything is created anew for each subscription.
 * A force block is valid until the next one of its foot: who defers or keeps it copies it.
 */
export function gait({ insoles = [], mode, task = 'walk', ...inputs }: GaitOptions): OperatorFunction<GaitInput, GraphOutput> {
  return (source) =>
    source.pipe(
      startWith(...insoles.map(insoleItem)),
      connect((blocks) =>
        merge(
          ...SIDES.map((side) =>
            blocks.pipe(
              of(side),
              through(() => createFoot(side, mode)),
            ),
          ),
        ),
      ),
      through(() => createWalk(mode, task, inputs)),
    )
}
