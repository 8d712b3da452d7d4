import type {
  GraphOutput,
  InsoleDescription,
  Machine,
  Mode,
  Quality,
  Side,
  SideQuality,
  StanceCurves,
  Stride,
  Summary,
  Task,
  Unavailable,
  WalkOptions,
} from '../model/index.ts'
import { LIVE_METRIC_NAMES, SIDES } from '../model/index.ts'
import { copyOf } from './copyOf.ts'
import type { FootChunk } from './foot.ts'
import { FootQuality } from './quality/index.ts'
import { StanceSummary, stanceSetup } from './stance/index.ts'
import { createOfflineGate, createOnlineGate, createStrideBuilder, type StrideDraft } from './strides/index.ts'
import { cannot, LIVE_WINDOW, RollingSummary, summarize, withFeetApart } from './summary/index.ts'

export interface WalkResult {
  readonly strides: readonly Stride[]
  readonly summary: Summary
  readonly quality: Quality
  readonly unavailable: Unavailable
  /** Averaged force curve and gait line of each foot's valid stances. */
  readonly curves: StanceCurves
}

export interface Walk extends Machine<FootChunk, GraphOutput> {
  /** Of everything so far; final after end(). Before it costs a summary of the whole recording. */
  result(): WalkResult
  fork(): Walk
}

interface Ignored {
  samples: number
  readonly why: 'not-described' | 'other-sensors' | 'late'
}

/** Returned, never added to. */
const NONE: GraphOutput[] = []

const WHY = {
  'not-described': 'came before the insole was described',
  'other-sensors': 'have another number of sensors than the insole',
  late: 'came later than newer ones',
} as const

interface State {
  readonly builder: ReturnType<typeof createStrideBuilder>
  readonly gate: ReturnType<typeof createOnlineGate>
  readonly rolling: RollingSummary
  readonly stances: StanceSummary
  readonly insoles: { [S in Side]?: InsoleDescription }
  readonly quality: { [S in Side]?: FootQuality }
  readonly ignored: Map<string, Ignored & { readonly side: Side }>
  readonly strides: Stride[]
  ruledOut: { readonly live: Unavailable; readonly all: Unavailable; readonly belt: boolean } | null
  final: { readonly summary: Summary; readonly unavailable: Unavailable } | null
  ended: boolean
}

/** Why the algorithm can't do anything for an insole; null: it can. */
type Refuses = (insole: InsoleDescription) => string | null

interface Given {
  readonly inputs: WalkOptions
  readonly refuses: Refuses
}

/** Both feet together: strides, summary, quality. Online a summary follows each stride; offline one comes at the end. */
export function createWalk(mode: Mode, task: Task, options: WalkOptions = {}, refuses: Refuses = () => null): Walk {
  const inputs = { wholeRecording: mode === 'offline', ...options }
  return walk(
    mode,
    { inputs, refuses },
    {
      builder: createStrideBuilder(mode, inputs),
      gate: mode === 'online' ? createOnlineGate(task) : createOfflineGate(task),
      rolling: new RollingSummary(),
      stances: new StanceSummary(inputs.wholeRecording),
      insoles: {},
      quality: {},
      ignored: new Map(),
      strides: [],
      ruledOut: null,
      final: null,
      ended: false,
    },
  )
}

function walk(mode: Mode, given: Given, state: State): Walk {
  const { inputs, refuses } = given
  const { builder, gate, rolling, stances, insoles, quality, ignored, strides } = state

  function describe(insole: InsoleDescription): void {
    insoles[insole.side] = insole
    ;(quality[insole.side] ??= new FootQuality()).describe(insole)
    stances.describe(stanceSetup(insole, inputs))
    state.ruledOut = null
  }

  function ignore(side: Side, more: Ignored): void {
    const key = `${side} ${more.why}`
    const before = ignored.get(key)
    if (before === undefined) ignored.set(key, { side, ...more })
    else before.samples += more.samples
  }

  /** `live`: of what a live summary has; `all`: of the whole table. */
  function unavailable(which: 'live' | 'all'): Unavailable {
    // A belt's speed may come to be known while samples come.
    if (state.ruledOut?.belt !== beltKnown()) state.ruledOut = rule()
    const ruledOut = state.ruledOut[which]
    if (ignored.size === 0) return ruledOut
    const said = [...ignored.values()].map(({ side, why, samples }) => [
      `samples.${side}.${why}`,
      `${samples} samples were not used: they ${WHY[why]}`,
    ])
    return { ...ruledOut, ...Object.fromEntries(said) }
  }

  const beltKnown = (): boolean => (inputs.belt?.length ?? 0) > 0

  function rule(): NonNullable<State['ruledOut']> {
    const known = SIDES.flatMap((side) => insoles[side] ?? [])
    const silent = SIDES.filter((side) => !(quality[side] && quality[side].samples > 0))
    const refused: Unavailable = Object.fromEntries(
      known.flatMap((insole) => {
        const why = refuses(insole)
        return why === null ? [] : [[`strides.${insole.side}`, why]]
      }),
    )
    return {
      live: { ...cannot(known, silent, inputs, LIVE_METRIC_NAMES), ...refused },
      all: { ...cannot(known, silent, inputs), ...refused },
      belt: beltKnown(),
    }
  }

  function qualityNow(): Quality {
    const sides: { [S in Side]?: SideQuality } = {}
    let samples = 0
    let expected = 0
    for (const side of SIDES) {
      const one = quality[side]?.result()
      if (one === undefined) continue
      sides[side] = one
      samples += one.samples
      expected += one.samples + one.lostSamples
    }
    return { sides, coverage_percent: expected > 0 ? (100 * samples) / expected : 0, clockError_ms: null }
  }

  function take(drafts: readonly StrideDraft[], out: GraphOutput[]): void {
    for (const draft of drafts) {
      quality[draft.side]!.stride(draft)
      if (draft.belt?.changes) rolling.startAnew()
      if (draft.stance) stances.wait(draft.start_s, draft.stance)
      for (const stride of gate.push(draft)) keep(stride, out)
    }
  }

  function keep(stride: Stride, out: GraphOutput[]): void {
    strides.push(stride)
    stances.judged(stride)
    out.push({ type: 'stride', stride })
    if (mode === 'offline') return
    rolling.add(stride)
    out.push({
      type: 'summary',
      ...rolling.result(withFeetApart(strides.slice(-2 * LIVE_WINDOW), unavailable('live'))),
      quality: qualityNow(),
    })
  }

  const whole = () =>
    summarize(
      strides.toSorted((a, b) => a.start_s - b.start_s),
      withFeetApart(strides, unavailable('all')),
      { insoles, inputs, figures: stances.figures() },
    )

  return {
    push(chunk) {
      if (chunk.insole !== null) describe(chunk.insole)
      if (chunk.ignored !== null) ignore(chunk.side, chunk.ignored)
      const foot = quality[chunk.side]
      let out: GraphOutput[] = NONE
      if (chunk.force !== null && foot !== undefined) {
        if (foot.samples === 0) state.ruledOut = null
        foot.add(chunk.force.block, chunk.lostBefore)
        stances.add(chunk.force.block)
        out = [{ type: 'force', force: chunk.force }]
      }
      const drafts = builder.push(chunk)
      if (chunk.events.length === 0 && drafts.length === 0) return out
      if (out === NONE) out = []
      for (const event of chunk.events) out.push({ type: 'event', event })
      take(drafts, out)
      return out
    },
    end() {
      if (state.ended) return []
      state.ended = true
      const out: GraphOutput[] = []
      take(builder.end(), out)
      for (const stride of gate.end()) keep(stride, out)
      state.final = whole()
      out.push({ type: 'summary', ...state.final, quality: qualityNow() })
      return out
    },
    result: () => ({ strides, ...(state.final ?? whole()), quality: qualityNow(), curves: stances.curves() }),
    fork: () => walk(mode, given, copyOf(state)),
  }
}
