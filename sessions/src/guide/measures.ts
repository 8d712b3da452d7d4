import type { Pose } from '@solestream/ingest'
import type { ForceBlock } from '@solestream/processing/graph'
import { SIDES, type Side } from '@solestream/processing/model'
import type { GuideMeasure, GuideStatus, Standing } from './model.ts'

interface Phase {
  readonly side: Side | null
  readonly ready_s: number
  readonly hold_s: number
  /** What a simulated person does. */
  readonly pose: Pose
}

const PHASES: Readonly<Record<GuideMeasure['what'], readonly Phase[]>> = {
  sides: [
    { side: 'left', ready_s: 4, hold_s: 2, pose: 'left-leg' },
    { side: 'right', ready_s: 4, hold_s: 2, pose: 'right-leg' },
  ],
  standing: [{ side: null, ready_s: 3, hold_s: 5, pose: 'stand' }],
}

export const poses = (what: GuideMeasure['what']): readonly { readonly pose: Pose; readonly seconds: number }[] =>
  PHASES[what].map(({ pose, ready_s, hold_s }) => ({ pose, seconds: ready_s + hold_s }))

/** Mean and SD of one foot's force in one phase. */
class Force {
  private n = 0
  mean = 0
  private squares = 0
  add(value: number): void {
    if (Number.isNaN(value)) return
    const off = value - this.mean
    this.mean += off / ++this.n
    this.squares += off * (value - this.mean)
  }
  get variance(): number {
    return this.n < 2 ? NaN : this.squares / (this.n - 1)
  }
}

/** Forces of both feet through the phases of an exercise, in sample time, by the foot that is behind. */
export class Measure {
  readonly what: GuideMeasure['what']
  private readonly phases: readonly Phase[]
  private readonly forces: readonly Readonly<Record<Side, Force>>[]
  private readonly newest_s = { left: NaN, right: NaN }
  private from_s = NaN
  private readonly units = new Set<ForceBlock['unit']>()
  private calibrated = true

  constructor(what: GuideMeasure['what']) {
    this.what = what
    this.phases = PHASES[what]
    this.forces = this.phases.map(() => ({ left: new Force(), right: new Force() }))
  }

  /** Returns the phase that began with this block; null: none. */
  take({ side, block, force, unit, calibrated }: ForceBlock): Pose | null {
    if (block.n === 0) return null
    const before = this.at(this.since_s)
    this.newest_s[side] = block.time_s[block.n - 1]!
    const first = Number.isNaN(this.from_s)
    if (first && SIDES.every((one) => !Number.isNaN(this.newest_s[one]))) this.from_s = Math.max(this.newest_s.left, this.newest_s.right)
    if (Number.isNaN(this.from_s)) return null
    this.units.add(unit)
    this.calibrated &&= calibrated
    for (let i = 0; i < block.n; i++) {
      const at = this.at(block.time_s[i]! - this.from_s)
      if (at?.phase === 'hold') this.forces[at.index]![side].add(force[i]!)
    }
    const now = this.at(this.since_s)
    return now !== null && (first || now.index !== before?.index) ? this.phases[now.index]!.pose : null
  }

  get now(): GuideMeasure | null {
    const at = this.at(this.since_s)
    return at && { what: this.what, phase: at.phase, side: this.phases[at.index]!.side, left_s: at.left_s }
  }

  get done(): boolean {
    return !Number.isNaN(this.from_s) && this.at(this.since_s) === null
  }

  /** Whether each insole bore more while its own leg stood. By each foot against itself: neither units nor zeros matter. */
  sides(): NonNullable<GuideStatus['sides']> {
    const [onLeft, onRight] = this.forces
    if (onLeft === undefined || onRight === undefined) return 'unclear'
    const contrast = (more: Force, less: Force): number => (more.mean - less.mean) / Math.max(Math.abs(more.mean), Math.abs(less.mean))
    const both = [contrast(onLeft.left, onRight.left), contrast(onRight.right, onLeft.right)]
    if (both.every((c) => c > CLEAR)) return 'right'
    return both.every((c) => c < -CLEAR) ? 'swapped' : 'unclear'
  }

  /** What both feet bear together; null: no samples. */
  standing(): Standing | null {
    const [both] = this.forces
    const [unit] = this.units
    if (both === undefined || unit === undefined || this.units.size > 1) return null
    const total = both.left.mean + both.right.mean
    // A shift of weight moves one foot's force up as the other's goes down: sway is at most the sum of both.
    const sd = Math.sqrt(both.left.variance) + Math.sqrt(both.right.variance)
    return Number.isFinite(sd) && total > 0 ? { total, unit, calibrated: this.calibrated, sway_percent: (100 * sd) / total } : null
  }

  private get since_s(): number {
    return Math.min(this.newest_s.left, this.newest_s.right) - this.from_s || 0
  }

  private at(since_s: number): { readonly index: number; readonly phase: GuideMeasure['phase']; readonly left_s: number } | null {
    let end_s = 0
    for (const [index, { ready_s, hold_s }] of this.phases.entries()) {
      end_s += ready_s
      if (since_s < end_s) return { index, phase: 'get-ready', left_s: end_s - since_s }
      end_s += hold_s
      if (since_s < end_s) return { index, phase: 'hold', left_s: end_s - since_s }
    }
    return null
  }
}

/** A foot's load differs by so much of the larger one between the legs: chosen here; a resting offset of an untared insole shrinks it. */
const CLEAR = 0.3
