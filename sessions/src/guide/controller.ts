import type { Pose } from '@solestream/ingest'
import type { ForceBlock } from '@solestream/processing/graph'
import type { Quality } from '@solestream/processing/model'
import { ServiceFault, type LiveStatus } from '../service.ts'
import { checksOf } from './checks.ts'
import { Measure, poses } from './measures.ts'
import {
  GUIDE_STEPS,
  MOST_SWAY_PERCENT,
  type GuideAbout,
  type GuideMeasure,
  type GuideStatus,
  type GuideStep,
  type Standing,
} from './model.ts'

/** One guided session at a time. It lives here, not in a page: a browser that closes or a computer that sleeps loses nothing of it. */
export interface Guide {
  /** Begins anew; one that was left before its recording is forgotten. Throws a ServiceFault while something is recorded. */
  begin(about: GuideAbout): void
  /** Forward or back; recording starts and stops with its step. Rejects with a ServiceFault. */
  go(step: GuideStep): Promise<void>
  /** Starts the exercise of this step anew. Throws a ServiceFault. */
  measure(): void
  /** What is being recorded is stopped and kept. */
  leave(): Promise<void>
  take(force: ForceBlock): void
  /** Null: none. */
  status(): GuideStatus | null
  /** Whose it is; undefined: there is none. */
  readonly pseudonym: string | null | undefined
}

export interface GuideOptions {
  status(): LiveStatus
  quality(): Quality | null
  startRecording(about: GuideAbout): Promise<{ readonly id: string }>
  stopRecording(): Promise<unknown>
  mark(label: string): Promise<unknown>
  pose?: ((pose: Pose, seconds: number) => void) | undefined
  readonly now_ms?: () => number
}

interface Running {
  readonly about: GuideAbout
  readonly begun_ms: number
  step: GuideStep
  measure: Measure | null
  sides: GuideStatus['sides']
  before: Standing | null
  after: Standing | null
  warmUpFrom_s: number
  newest_s: number
  session: string | null
}

const MEASURED: Partial<Readonly<Record<GuideStep, GuideMeasure['what']>>> = {
  sides: 'sides',
  stand: 'standing',
  'stand-again': 'standing',
}
const at = (step: GuideStep): number => GUIDE_STEPS.indexOf(step)
const isRecordingStep = (step: GuideStep): boolean => step === 'record' || step === 'stand-again'

const refuse = (text: string, mend: string): never => {
  throw new ServiceFault(409, text, mend)
}

export function createGuide(options: GuideOptions): Guide {
  const { now_ms = Date.now } = options
  let running: Running | null = null
  let busy = false

  /** Somebody stopped the recording elsewhere, or the disk is full: what is there is kept, and the session is at its end. */
  function follow(now: Running): void {
    if (busy || !isRecordingStep(now.step) || options.status().recording?.id === now.session) return
    now.step = 'done'
    now.measure = null
  }

  const current = (): Running => {
    if (running === null) return refuse('No guided session is under way.', 'Begin one first.')
    follow(running)
    return running
  }

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (busy) refuse('The step before is not finished yet.', 'Wait a moment, then try again.')
    busy = true
    try {
      return await work()
    } finally {
      busy = false
    }
  }

  function finish(now: Running, measure: Measure): void {
    now.measure = null
    if (measure.what === 'sides') {
      now.sides = measure.sides()
      return
    }
    const standing = measure.standing()
    if (now.step === 'stand') {
      now.before = standing
      return
    }
    now.after = standing
    const drift = drift_percent(now.before, standing)
    // Who looks at the session later knows how far its loads can be trusted. Fails only where the store does, which says so itself.
    void options.mark(drift === null ? 'standing check' : `standing check ${drift.toFixed(1)} %`).catch(() => undefined)
  }

  return {
    begin(about) {
      if (options.status().recording !== null) refuse('A recording is running.', 'Stop it first: a guided session makes its own.')
      running = {
        about,
        begun_ms: now_ms(),
        step: 'checks',
        measure: null,
        sides: null,
        before: null,
        after: null,
        warmUpFrom_s: NaN,
        newest_s: NaN,
        session: null,
      }
    },
    go: (step) =>
      alone(async () => {
        const now = running ?? refuse('No guided session is under way.', 'Begin one first.')
        if (options.status().calibration.running !== null)
          refuse('A tare or calibration is under way.', 'Wait until it is done, or cancel it, then go on.')
        if (now.session === null) {
          if (step === 'stand-again' || step === 'done') refuse('Nothing is recorded yet.', 'Record first.')
          if (step === 'record') now.session = (await options.startRecording(now.about)).id
        } else {
          if (at(step) < at(now.step)) refuse('What is recorded cannot be gone back behind.', 'Begin another guided session.')
          if (step === 'done' && options.status().recording?.id === now.session) await options.stopRecording()
        }
        now.step = step
        now.measure = null
        now.warmUpFrom_s = step === 'warm-up' ? now.newest_s : now.warmUpFrom_s
      }),
    measure() {
      const now = current()
      const what = MEASURED[now.step] ?? refuse('There is nothing to measure in this step.', 'Go to the step of the sides or of standing.')
      now.measure = new Measure(what)
      const [first] = poses(what)
      if (first !== undefined) options.pose?.(first.pose, first.seconds + 2)
    },
    leave: () =>
      alone(async () => {
        if (running === null) return
        const { session } = running
        if (session !== null && options.status().recording?.id === session) await options.stopRecording()
        running = null
      }),
    take(force) {
      if (running === null) return
      const { block } = force
      // A recording that begins or ends starts the session's clock anew.
      if (block.n > 0) running.newest_s = block.time_s[block.n - 1]!
      if (running.step === 'warm-up' && !(running.warmUpFrom_s <= running.newest_s)) running.warmUpFrom_s = running.newest_s
      const { measure } = running
      if (measure === null) return
      const pose = measure.take(force)
      const seconds = poses(measure.what).find((one) => one.pose === pose)?.seconds
      if (pose !== null && seconds !== undefined) options.pose?.(pose, seconds + 1)
      if (measure.done) finish(running, measure)
    },
    status() {
      if (running === null) return null
      follow(running)
      const { about, begun_ms, step, measure, sides, before, after, warmUpFrom_s, newest_s, session } = running
      const status = options.status()
      return {
        about,
        step,
        begun_utc: new Date(begun_ms).toISOString(),
        checks: checksOf(status, options.quality(), now_ms()),
        measuring: measure?.now ?? null,
        sides,
        tared: status.insoles.length === 2 && status.insoles.every(({ calibrationUse }) => since(calibrationUse?.tared_utc, begun_ms)),
        calibrated:
          status.insoles.length === 2 &&
          status.insoles.every(
            ({ calibrationUse }) => calibrationUse?.method === 'body-weight' && since(calibrationUse.calibrated_utc, begun_ms),
          ),
        standing: { before, after, drift_percent: drift_percent(before, after) },
        warmUp_s: step === 'warm-up' ? newest_s - warmUpFrom_s || 0 : 0,
        session,
      }
    },
    get pseudonym() {
      return running?.about.pseudonym
    },
  }
}

/** Insoles keep whole seconds. */
const since = (utc: string | null | undefined, begun_ms: number): boolean =>
  utc !== null && utc !== undefined && Date.parse(utc) >= Math.floor(begun_ms / 1000) * 1000

/** Null: one is missing, they are in different units, or the person moved. */
function drift_percent(before: Standing | null, after: Standing | null): number | null {
  if (before === null || after === null || before.unit !== after.unit) return null
  if (Math.max(before.sway_percent, after.sway_percent) > MOST_SWAY_PERCENT) return null
  return (100 * (after.total - before.total)) / before.total
}
