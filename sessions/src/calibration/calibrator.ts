import { randomBytes } from 'node:crypto'
import { CommandRefused, type IngestRecord, type InsoleCommands, type InsoleInfo } from '@solestream/ingest'
import { bodyWeightCalibration, judgeFit, relativeGains, type BodyWeightFit } from '@solestream/processing/analysis'
import { SIDES, type CalibrationFit, type SampleBlock, type Side } from '@solestream/processing/model'
import { describeInsole } from '../run/pipeline.ts'
import { ServiceFault } from '../service.ts'
import { createBodyWeightRun, type BodyWeightRun } from './bodyWeight.ts'
import { duration_s } from './exercises.ts'
import type { Fits } from './fits.ts'
import type { BodyWeightOptions, CalibrationOutcome, CalibrationStatus } from './model.ts'
import { createTareWatch, type TareWatch } from './tare.ts'

/** What a person has done to the insoles: one thing at a time, never by itself, never while something is recorded. */
export interface Calibrator {
  /** Resolves when it is done. Rejects with a ServiceFault: loaded, nothing streams, a recording runs... */
  tare(side: Side | 'both'): Promise<CalibrationOutcome>
  /** Starts it; status() tells how it goes and how it ended. Rejects with a ServiceFault. */
  bodyWeight(options: BodyWeightOptions): Promise<void>
  cancel(): void
  take(block: SampleBlock): void
  readonly busy: boolean
  status(): CalibrationStatus
}

export interface CalibratorOptions {
  readonly commands: InsoleCommands | null
  info(side: Side): InsoleInfo | null
  isRecording(): boolean
  readonly fits: Fits
  /** An insole record that is to go where those of the source go. */
  say(record: IngestRecord): void
  onChange(): void
}

/** Without new samples for so long it is given up. */
const SILENCE_MS = 3000
/** A simulated person sits down first. */
const SIT_DOWN_S = 1
const SIT_S = 6

interface Running {
  readonly what: 'tare' | 'body-weight'
  readonly tare: TareWatch | null
  readonly run: BodyWeightRun | null
  writing: boolean
  timer: NodeJS.Timeout
  readonly settle: (verdict: 'measured' | 'silent' | 'cancelled') => void
}

const refuse = (text: string, mend: string): never => {
  throw new ServiceFault(409, text, mend)
}

export function createCalibrator({ commands, info, isRecording, fits, say, onChange }: CalibratorOptions): Calibrator {
  let running: Running | null = null
  let last: CalibrationOutcome | null = null

  function mayBegin(sides: readonly Side[]): InsoleInfo[] {
    if (commands === null) refuse('A replay cannot be calibrated.', 'Calibrate with the insoles themselves, then record.')
    if (running !== null) refuse('A tare or calibration is under way.', 'Wait until it is done, or cancel it.')
    if (isRecording()) refuse('A recording is running.', 'Stop it first: its zeros and gains must not change under it.')
    return sides.map(
      (side) => info(side) ?? refuse(`The ${side} insole is not there.`, 'Switch it on and wait until it streams, then do it again.'),
    )
  }

  /** Until enough was measured. */
  function measure(what: Running['what'], parts: Pick<Running, 'tare' | 'run'>): Promise<'measured' | 'silent' | 'cancelled'> {
    return new Promise((resolve) => {
      const silent = (): void => settle('silent')
      const settle = (verdict: 'measured' | 'silent' | 'cancelled'): void => {
        if (running !== null) clearTimeout(running.timer)
        resolve(verdict)
      }
      running = { what, ...parts, writing: false, timer: setTimeout(silent, SILENCE_MS), settle }
      onChange()
    })
  }

  function ended(outcome: Omit<CalibrationOutcome, 'at_utc'>): CalibrationOutcome {
    running = null
    last = { ...outcome, at_utc: new Date().toISOString() }
    onChange()
    return last
  }

  async function writing<T>(work: () => Promise<T>): Promise<T> {
    if (running !== null) running.writing = true
    onChange()
    return work()
  }

  /** Both insoles get theirs; where one fails, what is so is said. */
  async function write(insoles: readonly InsoleInfo[], fit: BodyWeightFit): Promise<Omit<CalibrationOutcome, 'at_utc'>> {
    const calibrated_utc = new Date().toISOString()
    // Says nothing of the day: ids are seen by researchers too.
    const id = `bw-${randomBytes(6).toString('hex')}`
    const kept = keptFit(fit)
    await fits.keep(id, kept)
    const done: Side[] = []
    try {
      for (const insole of insoles) {
        const { side } = insole.identity
        await commands?.writeCalibration(side, bodyWeightCalibration(describeInsole(insole), fit, { id, calibrated_utc }))
        done.push(side)
      }
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error
      const so =
        done.length === 0 ? 'Nothing was changed.' : `The ${done[0]} one has the new calibration: left and right are not compared now.`
      return { what: 'body-weight', ok: false, text: `${error.message} ${so}`, mend: error.mend, fit: kept }
    }
    return { what: 'body-weight', ok: true, text: 'Both insoles are calibrated by body weight.', mend: null, fit: kept }
  }

  async function finishBodyWeight(insoles: readonly InsoleInfo[], run: BodyWeightRun): Promise<CalibrationOutcome> {
    const fit = run.result()
    const refusal = judgeFit(fit)
    if (fit !== null && refusal === null) return ended(await writing(() => write(insoles, fit)))
    const kept = fit && keptFit(fit)
    if (kept !== null)
      for (const insole of insoles) {
        fits.refused(insole.identity.serial, kept)
        say({ type: 'insole', side: insole.identity.side, host_s: 0, info: fits.infoOf(insole) })
      }
    const because = refusal?.because ?? ''
    return ended({
      what: 'body-weight',
      ok: false,
      text: `Not calibrated: ${because}. Nothing was changed, and forces of left and right are not compared by it.`,
      mend: refusal?.mend ?? null,
      fit: kept,
    })
  }

  const unfinished = (what: Running['what'], verdict: 'silent' | 'cancelled'): CalibrationOutcome =>
    verdict === 'silent'
      ? ended({
          what,
          ok: false,
          text: 'Samples stopped coming. Nothing was changed.',
          mend: 'Wait until the insoles stream, then do it again.',
          fit: null,
        })
      : ended({ what, ok: false, text: 'Cancelled. Nothing was changed.', mend: null, fit: null })

  return {
    async tare(which) {
      const sides = which === 'both' ? SIDES : [which]
      const insoles = mayBegin(sides)
      commands?.pose?.('seated', SIT_S)
      const watch = createTareWatch(insoles.map(describeInsole), commands?.pose ? SIT_DOWN_S : 0)
      const verdict = await measure('tare', { tare: watch, run: null })
      if (verdict !== 'measured') {
        const { text, mend } = unfinished('tare', verdict)
        return refuse(text, mend ?? '')
      }
      const [loaded] = watch.verdict() ?? []
      if (loaded !== undefined) {
        const text = `Not tared: ${loaded.because} (${loaded.side}). Nothing was changed.`
        const mend = 'Lift the foot off the ground, hold it still for two seconds, then tare again.'
        ended({ what: 'tare', ok: false, text, mend, fit: null })
        return refuse(text, mend)
      }
      const tared_utc = new Date().toISOString()
      try {
        await writing(async () => {
          for (const side of sides) await commands?.tare(side, tared_utc)
        })
      } catch (error) {
        if (!(error instanceof CommandRefused)) throw error
        ended({ what: 'tare', ok: false, text: error.message, mend: error.mend, fit: null })
        return refuse(error.message, error.mend)
      }
      const words = which === 'both' ? 'Both insoles are tared.' : `The ${which} insole is tared.`
      return ended({ what: 'tare', ok: true, text: words, mend: null, fit: null })
    },
    async bodyWeight(options) {
      const insoles = mayBegin(SIDES)
      const descriptions = insoles.map(describeInsole)
      for (const insole of descriptions)
        if (relativeGains(insole) === null)
          refuse(
            `The ${insole.side} insole was never tared, so its zeros are not known.`,
            'Tare both insoles first, with the feet off the ground.',
          )
      const [left, right] = descriptions
      if (left === undefined || right === undefined) return
      const run = createBodyWeightRun({ left, right }, options)
      commands?.pose?.('stand', duration_s(options.exercise))
      void measure('body-weight', { tare: null, run })
        .then((verdict) => (verdict === 'measured' ? finishBodyWeight(insoles, run) : unfinished('body-weight', verdict)))
        .catch((error: unknown) => {
          ended({
            what: 'body-weight',
            ok: false,
            text: `It failed: ${(error as Error).message}`,
            mend: 'Check the data folder, then do it again.',
            fit: null,
          })
        })
    },
    cancel() {
      if (running !== null && !running.writing) running.settle('cancelled')
    },
    take(block) {
      if (running === null || running.writing) return
      running.timer.refresh()
      const { tare, run } = running
      tare?.push(block)
      const step = run?.push(block) ?? null
      if (step?.pose !== undefined) commands?.pose?.(step.pose, duration_s('single-leg'))
      if (step !== null) onChange()
      if (run?.done === true || (tare !== null && tare.verdict() !== null)) running.settle('measured')
    },
    get busy() {
      return running !== null
    },
    status: () => ({ running: running && shown(running), last }),
  }
}

const keptFit = ({ bodyMass_kg, residual_percent, conditionNumber, gainError_percent, seconds }: BodyWeightFit): CalibrationFit => ({
  bodyMass_kg,
  residual_percent,
  conditionNumber,
  gainError_percent,
  seconds,
})

function shown({ what, run, writing }: Running): NonNullable<CalibrationStatus['running']> {
  const now = run?.now ?? null
  if (writing) return { what, step: 'writing', side: null, left_s: 0, progress_percent: 100 }
  if (now === null) return { what, step: run === null ? 'checking' : 'get-ready', side: null, left_s: 0, progress_percent: 0 }
  return { what, step: now.step.step, side: now.step.side, left_s: now.left_s, progress_percent: now.progress_percent }
}
