import { Subject, type Subscription } from 'rxjs'
import { createStages, gaitThrough, type GaitInput, type Stages } from '@solestream/processing/graph'
import { SIDES, type BeltReading, type GraphOutput, type SampleBlock, type Stride } from '@solestream/processing/model'
import { createInputHistory, isBlock } from './inputHistory.ts'
import { replacedStretch, type ReplacedStretch } from './replacedStretch.ts'

export type LiveOutput = GraphOutput | ReplacedStretch

/** The graph while samples come, late ones too. */
export interface LiveGraph {
  push(input: GaitInput): void
  end(): void
}

/** From one checkpoint to the next, in session time. */
const CHECKPOINT_EVERY_S = 5
/** Late samples from further back change the live result no more; the close has them. An insole's ring holds 60 s and takes a while to be sent. */
const KEPT_S = 120
/** The graph runs again once no more late samples came for so long, or after so long although they do. */
const QUIET_S = 0.3
const PATIENCE_S = 2
/** So many inputs of the past with each new one: a run catches up within about a second and never holds anything up. */
const STEPS = 32
/** Late blocks that one run takes in; the rest are for the next one. */
const LATE_AT_ONCE = 256

interface Graph {
  readonly stages: Stages
  readonly inputs: Subject<GaitInput>
  readonly subscription: Subscription
  say: (output: GraphOutput) => void
  newest_s: number
}
/** The graph as it was before the input at `place`. */
interface Checkpoint {
  readonly place: number
  readonly time_s: number
  /** Strides told before. */
  readonly strides: number
  readonly stages: Stages
}
interface Run {
  readonly graph: Graph
  readonly from: Checkpoint
  readonly checkpoints: Checkpoint[]
  readonly said: Exclude<GraphOutput, { type: 'force' }>[]
  strides: Stride[]
  place: number
}

function openGraph(stages: Stages, newest_s: number, say: Graph['say']): Graph {
  const inputs = new Subject<GaitInput>()
  const graph: Graph = {
    stages,
    inputs,
    say,
    newest_s,
    subscription: inputs.pipe(gaitThrough(() => stages)).subscribe((output) => graph.say(output)),
  }
  return graph
}

function give(graph: Graph, input: GaitInput): void {
  if (isBlock(input) && input.n > 0) graph.newest_s = Math.max(graph.newest_s, input.time_s[input.n - 1] as number)
  graph.inputs.next(input)
}

/**
 * What is live flows through at once. Samples that come late make the graph run again beside it, from its last checkpoint before them up
 * to now, a few inputs with each new one; then the run takes the live graph's place, and what it says otherwise of the past is told as
 * replaced. All of it in session time: nothing depends on this computer's speed. `belt`: readings, added to as they come.
 */
export function createLiveGraph(onOutput: (output: LiveOutput) => void, belt: readonly BeltReading[] = []): LiveGraph {
  const history = createInputHistory()
  const newest_s = { left: -Infinity, right: -Infinity }
  const toldEvent_s = { left: -Infinity, right: -Infinity }
  /** Since the oldest checkpoint. */
  let told: Stride[] = []
  let forgotten = 0
  let late: SampleBlock[] = []
  /** When the first and the last of them came. */
  let lateFrom_s = 0
  let lateTo_s = 0
  let run: Run | null = null

  const tell = (output: GraphOutput): void => {
    if (output.type === 'stride') told.push(output.stride)
    else if (output.type === 'event') toldEvent_s[output.event.side] = Math.max(toldEvent_s[output.event.side], output.event.time_s)
    onOutput(output)
  }
  let graph = openGraph(createStages('online', 'walk', { belt }), -Infinity, tell)
  let checkpoints: Checkpoint[] = [{ place: 0, time_s: -Infinity, strides: 0, stages: graph.stages.fork() }]
  const last = (list: readonly Checkpoint[]): Checkpoint => list[list.length - 1] as Checkpoint

  /** After a graph took the input before `place`. */
  function checkpoint(of: Graph, list: Checkpoint[], since: Checkpoint, place: number, strides: number): void {
    const before = list.at(-1) ?? since
    if (of.newest_s === -Infinity || of.newest_s - before.time_s < CHECKPOINT_EVERY_S) return
    list.push({ place, time_s: of.newest_s, strides, stages: of.stages.fork() })
  }

  function forget(): void {
    const horizon_s = graph.newest_s - KEPT_S
    const keep = checkpoints.findLastIndex(({ time_s }) => time_s <= horizon_s)
    if (keep <= 0) return
    checkpoints = checkpoints.slice(keep)
    const [oldest] = checkpoints as [Checkpoint]
    history.forgetBefore(oldest.place)
    told = told.slice(oldest.strides - forgotten)
    forgotten = oldest.strides
  }

  function begin(): void {
    const [oldest] = checkpoints as [Checkpoint]
    const known = late
      .filter((block) => (block.time_s[0] as number) > oldest.time_s)
      .sort((a, b) => (a.time_s[0] as number) - (b.time_s[0] as number))
    late = known.splice(LATE_AT_ONCE)
    const [first] = known
    if (first === undefined) return
    checkpoints = checkpoints.filter(({ time_s }) => time_s < (first.time_s[0] as number))
    for (const block of known) history.insert(block)
    const from = last(checkpoints)
    const begun: Run = {
      graph: openGraph(from.stages.fork(), from.time_s, (output) => {
        if (output.type === 'force') return
        if (output.type === 'stride') begun.strides.push(output.stride)
        else begun.said.push(output)
      }),
      from,
      checkpoints: [],
      said: [],
      strides: [],
      place: from.place,
    }
    run = begun
  }

  function step(now: Run): void {
    for (let n = 0; n < STEPS && now.place < history.end; n++) {
      give(now.graph, history.at(now.place++))
      checkpoint(now.graph, now.checkpoints, now.from, now.place, now.from.strides + now.strides.length)
    }
    if (now.place === history.end) take(now)
  }

  /** The run has caught up: it is the live graph from now on. */
  function take({ graph: fresh, from, strides, said, checkpoints: since }: Run): void {
    run = null
    graph.subscription.unsubscribe()
    graph = fresh
    graph.say = tell
    const before = told.slice(from.strides - forgotten)
    told = [...told.slice(0, from.strides - forgotten), ...strides]
    checkpoints = [...checkpoints, ...since]
    for (const output of said) {
      // An event that was not told yet; those of the past were.
      if (output.type === 'event' && output.event.time_s > toldEvent_s[output.event.side]) tell(output)
    }
    for (const side of SIDES) {
      const stretch = replacedStretch(side, before, strides)
      if (stretch !== null) onOutput(stretch)
    }
    const summary = said.findLast((output) => output.type === 'summary')
    if (summary !== undefined) onOutput(summary)
    forget()
  }

  function work(): void {
    const now_s = graph.newest_s
    if (run === null && late.length > 0 && (now_s - lateTo_s >= QUIET_S || now_s - lateFrom_s >= PATIENCE_S)) begin()
    if (run !== null) step(run)
  }

  return {
    push(input) {
      if (isBlock(input) && input.n > 0) {
        if ((input.time_s[0] as number) <= newest_s[input.side]) {
          if (late.length === 0) lateFrom_s = graph.newest_s
          lateTo_s = graph.newest_s
          late.push(input)
          return work()
        }
        newest_s[input.side] = input.time_s[input.n - 1] as number
      }
      history.append(input)
      give(graph, input)
      if (run === null && late.length === 0) {
        checkpoint(graph, checkpoints, last(checkpoints), history.end, forgotten + told.length)
        forget()
      }
      work()
    },
    // A run that is not done is not waited for: the result of the close takes the place of all that is live.
    end() {
      run?.graph.subscription.unsubscribe()
      run = null
      graph.inputs.complete()
      graph.subscription.unsubscribe()
    },
  }
}
