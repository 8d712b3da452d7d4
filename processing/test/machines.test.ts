import {
  createContactDetector,
  createFoot,
  createForce,
  createGait,
  createOfflineContactDetector,
  createOfflineGate,
  createOnlineGate,
  createStrideBuilder,
  createWalk,
  insoleItem,
  sideOf,
  type FootChunk,
  type FootForce,
  type ForceChunk,
  type GaitInput,
  type StrideDraft,
} from '@solestream/processing/analysis'
import type { GraphOutput, SampleBlock } from '@solestream/processing/model'
import { block, cut, insoles, interleave, walk } from './walker.ts'
import { machineContract } from './machineContract.ts'

const MISSING = [
  [700, 706],
  [1500, 1550],
] as const
const feet = walk({ seconds: 25, sensors: 4, seed: 3 })
const calibrated = walk({ seconds: 25, sensors: 4, seed: 3, calibrated: true })
const described: GaitInput[] = insoles(feet).map(insoleItem)

const leftBlocks = (lengths: readonly number[]) => cut(feet.left, lengths, MISSING)
const blocks = (lengths: readonly number[]) => interleave([cut(feet.left, lengths, MISSING), cut(feet.right, lengths)])

const nothing: SampleBlock = { ...block(feet.left, 0, 1), n: 0, time_s: new Float64Array(0), counts: new Float32Array(0), lostBefore: 4 }
const bad: SampleBlock[] = [
  nothing,
  { ...block(feet.left, 200, 260), counts: new Float32Array(4 * 60).fill(NaN) },
  { ...block(feet.left, 300, 360), counts: new Float32Array(4 * 60).fill(Infinity) },
  { ...block(feet.left, 400, 460), lostBefore: 1e9, saturated: 99 },
  block(feet.left, 0, 30),
]
const otherSensors: SampleBlock = { ...block(feet.left, 500, 510), sensors: 3 }

/**
 * Events, strides and the like: not the force blocks, which follow the cut, nor a live summary's quality, which counts the samples of the
 * newest block too. (The machines' own quality at the end is compared in quality.test.ts.)
 */
const said = (outputs: readonly GraphOutput[]) =>
  outputs.flatMap((o): unknown[] => (o.type === 'force' ? [] : o.type === 'summary' ? [[o.summary, o.unavailable]] : [o]))

/** Events of a foot have an order, events of two feet only by their times. */
const apart = (all: readonly unknown[]) => {
  const of = (test: (o: GraphOutput) => boolean) => all.filter((o) => !Array.isArray(o) && test(o as GraphOutput))
  return {
    left: of((o) => o.type === 'event' && o.event.side === 'left'),
    right: of((o) => o.type === 'event' && o.event.side === 'right'),
    strides: of((o) => o.type === 'stride'),
    summaries: all.filter(Array.isArray),
  }
}

machineContract('force', {
  create: () => createForce(calibrated.left.insole),
  inputs: (lengths) => cut(calibrated.left, lengths),
  essence: (out) => out.flatMap((f) => Array.from(f.force, (force, i) => [force, f.copX[i], f.copY[i], f.peak_kPa![i]])),
  hostile: bad,
})

const chunk = (b: SampleBlock): ForceChunk => ({ n: b.n, time_s: b.time_s, force: b.counts.subarray(0, b.n), lostBefore: b.lostBefore })
for (const [name, create] of [
  ['contact detector, online', () => createContactDetector('left')],
  ['contact detector, offline', () => createOfflineContactDetector('left')],
] as const) {
  machineContract(name, {
    create,
    inputs: (lengths) => leftBlocks(lengths).map(chunk),
    essence: (out) => [...out],
    hostile: bad.map(chunk),
  })
}

/** Its arrays are used again: who keeps it copies them. */
const kept = (f: FootForce): FootForce => ({ ...f, force: f.force.slice(), copX: f.copX.slice(), copY: f.copY.slice() })

/** A machine that already knows the insoles. */
function knowing<M extends { push(input: GaitInput): unknown }>(machine: M): M {
  for (const item of described) if (sideOf(item) === 'left') machine.push(item)
  return machine
}

/** Calibrated, with everything that the samples of a whole recording give: its summary at the end, and its averaged curves. */
machineContract<GaitInput, GraphOutput>('gait, online, of the whole recording', {
  create: () =>
    createGait({
      insoles: insoles(calibrated),
      mode: 'online',
      wholeRecording: true,
      bodyWeight_N: 700,
      beltSpeed_m_s: 1,
      stanceWidth_mm: 100,
    }),
  inputs: (lengths) => interleave([cut(calibrated.left, lengths, MISSING), cut(calibrated.right, lengths)]),
  essence: said,
  apart: (all) => all.findLast(Array.isArray),
  hostile: [...bad, otherSensors, insoleItem(feet.left.insole)],
})

for (const mode of ['online', 'offline'] as const) {
  machineContract<GaitInput, FootChunk>(`foot, ${mode}`, {
    create: () => knowing(createFoot('left', mode)),
    inputs: leftBlocks,
    essence: (out) => out.flatMap((c) => c.events),
    hostile: [...bad, otherSensors],
  })

  machineContract<GaitInput, GraphOutput>(`gait, ${mode}`, {
    create: () => createGait({ insoles: insoles(feet), mode }),
    inputs: blocks,
    essence: said,
    apart,
    hostile: [...bad, otherSensors, insoleItem(calibrated.left.insole)],
  })

  const chunks = (items: readonly GaitInput[]): FootChunk[] => {
    const foot = { left: createFoot('left', mode), right: createFoot('right', mode) }
    const through = [...described, ...items].flatMap((item) =>
      foot[sideOf(item)].push(item).map((c) => ({ ...c, force: c.force && kept(c.force) })),
    )
    return [...through, ...foot.left.end(), ...foot.right.end()]
  }
  machineContract<FootChunk, StrideDraft>(`stride builder, ${mode}`, {
    create: () => createStrideBuilder(mode),
    inputs: (lengths) => chunks(blocks(lengths)),
    essence: (out) => [...out],
    hostile: chunks(bad.slice(1)),
  })
  machineContract<FootChunk, GraphOutput>(`walk, ${mode}`, {
    create: () => createWalk(mode, 'walk'),
    inputs: (lengths) => chunks(blocks(lengths)),
    essence: said,
    apart,
    hostile: chunks([...bad, otherSensors]).filter((c) => c.insole === null || c.force !== null),
  })
  machineContract<StrideDraft, unknown>(`gate, ${mode}`, {
    create: () => (mode === 'online' ? createOnlineGate('walk') : createOfflineGate('walk')),
    inputs: (lengths) => {
      const builder = createStrideBuilder(mode)
      return [...chunks(blocks(lengths)).flatMap((c) => builder.push(c)), ...builder.end()]
    },
    essence: (out) => [...out],
    hostile: [
      {
        side: 'left',
        start_s: 1,
        toeOff_s: null,
        end_s: 1,
        gap: false,
        alternates: null,
        swingFloor: NaN,
        stancePeak: NaN,
        metrics: { stride_s: NaN },
      },
    ],
  })
}
