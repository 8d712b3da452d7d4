import { Observable, type OperatorFunction } from 'rxjs'
import type { Machine } from '../model/index.ts'

/** Runs a machine, fresh for each subscription: every output of a push is emitted at once, those of end() at completion. */
export function through<In, Out>(create: () => Machine<In, Out>): OperatorFunction<In, Out> {
  return (source) =>
    new Observable<Out>((subscriber) => {
      const machine = create()
      const emit = (outputs: readonly Out[]) => {
        for (let i = 0; i < outputs.length && !subscriber.closed; i++) subscriber.next(outputs[i]!)
      }
      return source.subscribe({
        next: (input) => emit(machine.push(input)),
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          emit(machine.end())
          subscriber.complete()
        },
      })
    })
}
