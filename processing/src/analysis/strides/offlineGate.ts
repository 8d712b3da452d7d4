import type { ExclusionReason, Machine, Stride, Task } from '../../model/index.ts'
import { SIDES } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import { medianOf } from '../statistics/index.ts'
import { atSpeed, mainSpeed } from './belt.ts'
import type { StrideDraft } from './draft.ts'
import { finish } from './finish.ts'
import { firstGates } from './firstGates.ts'
import { USUAL } from './limits.ts'
import { UsualStride } from './usualStride.ts'

interface Judged {
  readonly stride: StrideDraft
  reason: ExclusionReason | null
  direction: -1 | 0 | 1
}

/** Gates that may look both ways: all strides come at the end. */
export const createOfflineGate = (task: Task): Machine<StrideDraft, Stride> => offlineGate(task, [])

function offlineGate(task: Task, drafts: StrideDraft[]): Machine<StrideDraft, Stride> {
  return {
    push(stride) {
      drafts.push(stride)
      return []
    },
    end() {
      const all = drafts.splice(0).map((stride): Judged => ({ stride, reason: null, direction: 0 }))
      const feet = SIDES.map((side) => all.filter((j) => j.stride.side === side))
      for (const foot of feet) {
        alone(foot, task)
        ends(foot)
        speeds(foot)
        compare(foot.filter((j) => j.reason === null))
      }
      const [left, right] = feet
      turns(left!, right!)
      turns(right!, left!)
      for (const foot of feet) neighbours(foot)
      return all.map((j) => finish(j.stride, j.reason))
    },
    fork: () => offlineGate(task, copyOf(drafts)),
  }
}

function alone(foot: Judged[], task: Task): void {
  const usual_s = medianOf(foot.filter((j) => !j.stride.gap).map((j) => j.stride.metrics.stride_s))
  for (const j of foot) j.reason = firstGates(j.stride, usual_s, foot.length, task)
}

/** First and last stride of each stretch of walking: the person starts or comes to a stop. */
function ends(foot: Judged[]): void {
  let start = true
  let last: Judged | null = null
  const close = () => {
    if (last !== null && last.reason === null) last.reason = 'first-or-last'
  }
  for (const j of foot) {
    if (j.reason === 'pause') {
      close()
      start = true
      last = null
    } else if (j.reason !== 'gap') {
      if (start && j.reason === null) j.reason = 'first-or-last'
      start = false
      last = j
    }
  }
  close()
}

/** Belt speeds that change, and other ones than that of most strides. */
function speeds(foot: Judged[]): void {
  const settled = foot.filter((j) => j.reason === null && j.stride.belt)
  for (const j of settled) if (j.stride.belt!.changes) j.reason = 'speed-change'
  const main_m_s = mainSpeed(settled.flatMap((j) => (j.reason === null ? [j.stride.belt!.speed_m_s] : [])))
  if (main_m_s === null) return
  for (const j of settled) if (j.reason === null && !atSpeed(j.stride.belt!.speed_m_s, main_m_s)) j.reason = 'speed-change'
}

/** Each stride against the up to `window` strides around it, itself included: a median and a MAD bear it. */
function compare(foot: Judged[]): void {
  const n = foot.length
  const usual = new UsualStride()
  let added = 0
  foot.forEach((j, i) => {
    const from = Math.max(0, Math.min(i - USUAL.window / 2, n - USUAL.window))
    for (; added < Math.min(n, from + USUAL.window); added++) usual.add(foot[added]!.stride)
    j.direction = usual.compare(j.stride)
  })
}

/**
 * Unusual strides that stand alone are outliers. Two and more in a row, or of both feet at the same time, are called a turn (without a
 * gyroscope: probably one, a slow-down at least). `newSpeedFrom` and more in a row are a new speed, of which the first few are left out.
 */
function turns(foot: Judged[], other: Judged[]): void {
  for (let i = 0; i < foot.length;) {
    let to = i
    while (to < foot.length && foot[to]!.direction !== 0) to++
    const run = foot.slice(i, to)
    if (run.length >= USUAL.newSpeedFrom) {
      for (const j of run.slice(0, USUAL.afterSpeedChange)) j.reason = 'speed-change'
    } else if (run.length > 1 || (run.length === 1 && other.some((o) => o.direction !== 0 && overlap(o.stride, run[0]!.stride)))) {
      for (const j of run) j.reason = 'turn'
    } else if (run.length === 1) run[0]!.reason = 'outlier'
    i = Math.max(to, i + 1)
  }
}

function neighbours(foot: Judged[]): void {
  foot.forEach((j, i) => {
    if (j.reason === null && (foot[i - 1]?.reason === 'turn' || foot[i + 1]?.reason === 'turn')) j.reason = 'neighbour-of-turn'
  })
}

const overlap = (a: StrideDraft, b: StrideDraft): boolean => a.start_s < b.end_s && b.start_s < a.end_s
