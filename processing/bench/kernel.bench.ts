import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createContactDetector, FIXED_THRESHOLDS, FixedThresholdFoot } from '@solestream/processing/analysis'
import { lacks, SHARED } from '@solestream/testing'

const MINUTES = 30
const SENSORS = 16
/** Both feet in a row. */
const ROW = 2 * SENSORS
const ROUNDS = 5
/** Frames of one foot in a call: an offline block. */
const BLOCK = 100

const GOAL_RATIO = 2

interface Limit {
  readonly ns_per_frame: number
  readonly left: { readonly strides: number; readonly stride_s: number }
}

function foot(): FixedThresholdFoot {
  const each = (value: (k: number) => number): Float64Array => Float64Array.from({ length: SENSORS }, (_, k) => value(k))
  return new FixedThresholdFoot({
    ...FIXED_THRESHOLDS,
    pressureGain: each(() => 100),
    forceGain_N: each(() => 100 * 1.5e-4),
    x_mm: each((k) => ((k % 3) - 1) * 25),
    y_mm: each((k) => 10 + k * 15),
  })
}

/** Nanoseconds of process time a frame. */
function timed(frames: number, work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1000) / frames
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

function kernel(data: Uint16Array): FixedThresholdFoot {
  const rows = data.length / ROW
  const [left, right] = [foot(), foot()]
  for (let from = 0; from < rows; from += BLOCK) {
    const n = Math.min(BLOCK, rows - from)
    left.push(data, from * ROW, ROW, n)
    right.push(data, from * ROW + SENSORS, ROW, n)
  }
  return left
}

/** The same input through the product's own detector: sum of counts, then contacts. Returns contacts of the left foot. */
function detector(data: Uint16Array): number {
  const rows = data.length / ROW
  const feet = [createContactDetector('left'), createContactDetector('right')]
  const time_s = new Float64Array(BLOCK)
  const force = new Float32Array(BLOCK)
  let contacts = 0
  for (let from = 0; from < rows; from += BLOCK) {
    const n = Math.min(BLOCK, rows - from)
    for (let f = 0; f < 2; f++) {
      for (let i = 0; i < n; i++) {
        const at = (from + i) * ROW + f * SENSORS
        let sum = 0
        for (let k = 0; k < SENSORS; k++) sum += data[at + k]!
        force[i] = sum
        time_s[i] = (from + i) / 100
      }
      for (const e of feet[f]!.push({ n, time_s, force, lostBefore: 0 })) if (f === 0 && e.kind === 'initial-contact') contacts++
    }
  }
  return contacts
}

/** Analysis kernels on a walk of two insoles with 16 sensors at 100 Hz: ns of CPU a frame (one insole, one sample), against the same in C. */
export async function run(): Promise<void> {
  const reason = lacks('gcc', 'shared')
  if (reason !== null) {
    console.log(`kernel: not run, ${reason}`)
    return
  }
  const work = mkdtempSync(join(tmpdir(), 'kernel-'))
  try {
    const session = join(work, 'session.bin')
    const limit = join(work, 'limit')
    execFileSync(process.execPath, [`${SHARED}/peers/make-session.mjs`, session, '--minutes', String(MINUTES)])
    execFileSync('gcc', ['-O2', '-o', limit, `${SHARED}/peers/limit.c`, '-lm'])
    const bytes = readFileSync(session)
    const data = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
    const frames = (2 * data.length) / ROW
    const times: { c: number[]; kernel: number[]; detector: number[] } = { c: [], kernel: [], detector: [] }
    let left = kernel(data)
    let contacts = detector(data)
    let peer: Limit | null = null
    for (let round = 0; round < ROUNDS; round++) {
      peer = JSON.parse(execFileSync(limit, [session, '3']).toString()) as Limit
      times.c.push(peer.ns_per_frame)
      times.kernel.push(timed(frames, () => (left = kernel(data))))
      times.detector.push(timed(frames, () => (contacts = detector(data))))
    }
    const c = median(times.c)
    const row = (ns: number, strides: number, stride_s: number | null): object => ({
      'ns/frame': Number(ns.toFixed(1)),
      'x C': Number((ns / c).toFixed(2)),
      'left strides': strides,
      'mean stride, s': stride_s === null ? '' : stride_s.toFixed(4),
    })
    console.table({
      'limit.c, gcc -O2': row(c, peer!.left.strides, peer!.left.stride_s),
      'the same in TypeScript': row(median(times.kernel), left.strides, left.strideSum_s / left.strides),
      'sum + contact detector': row(median(times.detector), contacts - 1, null),
    })
    const equal = left.strides === peer!.left.strides && Math.abs(left.strideSum_s / left.strides - peer!.left.stride_s) < 1e-4
    const ratio = median(times.kernel) / c
    console.log(`kernel: ${ratio.toFixed(2)} x C (goal at most ${GOAL_RATIO}), strides ${equal ? 'equal' : 'NOT equal'}`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run()
