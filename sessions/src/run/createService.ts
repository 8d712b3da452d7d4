import { rm } from 'node:fs/promises'
import type { Source, SourceListener, SourceState } from '@solestream/ingest'
import { createCalibrator } from '../calibration/calibrator.ts'
import { createFits } from '../calibration/fits.ts'
import type { Marker, Quality } from '@solestream/processing/model'
import type { InfluxForwarder, Store } from '@solestream/processing/storage'
import { createFeedback } from '../feedback/controller.ts'
import { createGuide } from '../guide/controller.ts'
import { createTreadmillControl } from '../treadmill/controller.ts'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { ServiceFault, type Health, type LiveStatus, type SessionService } from '../service.ts'
import { caughtUp } from './caughtUp.ts'
import { rollDemo } from './demo.ts'
import { createInsoleBoard } from './insoleBoard.ts'
import { LinkDelay } from './linkDelay.ts'
import type { LiveOutput } from './liveGraph.ts'
import { createLiveHub } from './liveHub.ts'
import { describeInsole } from './pipeline.ts'
import { recoverSessions } from './recover.ts'
import { createSessionRunner } from './sessionRunner.ts'
import { createTreadmillBoard } from './treadmillBoard.ts'
import { warningsOf } from './warnings.ts'

/** The page hears of changes at once and of counts this often. */
const STATUS_EVERY_MS = 500
const HOUSEKEEPING_EVERY_MS = 5_000
const LAST_WORDS_MS = 5_000

export interface ServiceOptions {
  readonly version: string
  readonly source: Source
  readonly store: Store
  readonly data: DataFolder
  /** Feeds InfluxDB; started and stopped by whoever made it. */
  readonly forwarder: InfluxForwarder | null
  /** Simulated walks and replays record a session of their own at once; with real insoles a person starts it. */
  readonly recordAtOnce: boolean
  /** Told of faults with the files and hosts they are about, which no page learns; by default they go to stderr. */
  readonly log?: (text: string) => void
}

export interface RunningService extends SessionService {
  /** Mends what an earlier run left open, then starts the source. Rejects with a ConfigurationFault. */
  start(): Promise<void>
}

export function createService(options: ServiceOptions): RunningService {
  const { source, store, data, forwarder, version, log = console.error } = options
  const hub = createLiveHub()
  const board = createInsoleBoard()
  const treadmillBoard = createTreadmillBoard()
  let state: { state: SourceState; detail: string; mend: string | null } = { state: 'starting', detail: '', mend: null }
  let fault: { text: string; mend: string } | null = null
  /** Of the newest summary. */
  let quality: Quality | null = null
  let freeBytes = data.freeBytes()
  let timers: NodeJS.Timeout[] = []
  let closed: Promise<void> | null = null

  const onOutput = (output: LiveOutput): void => {
    if (output.type === 'force') {
      if (calibrator.busy) calibrator.take(output.force.block)
      hub.force(output.force)
      feedback.force(output.force)
      guide.take(output.force)
    } else if (output.type === 'event') {
      hub.event(output.event)
      feedback.event(output.event)
    } else if (output.type === 'stride') {
      hub.stride(output.stride)
      feedback.stride(output.stride)
    } else if (output.type === 'replaced') hub.replaced(output)
    else {
      quality = output.quality
      hub.summary(output.summary, output.unavailable, output.quality)
    }
  }
  const onFault = (text: string, mend: string): void => {
    log(text)
    fault = { text, mend }
    say()
  }
  let loggedStoreFault: string | null = null
  const say = (): void => {
    const storeFault = runner.recording?.storeFault ?? null
    if (storeFault !== null && storeFault !== loggedStoreFault) log(storeFault)
    loggedStoreFault = storeFault
    hub.status(status())
  }
  const linkDelay = new LinkDelay()
  const onDelay = (delay_s: number): void => linkDelay.add(delay_s)
  const runner = createSessionRunner({ source, store, data, board, treadmill: treadmillBoard, onOutput, onDelay, onChange: say, onFault })
  const treadmill = createTreadmillControl({
    source,
    board: treadmillBoard,
    now_s: () => runner.now_s,
    take: (record) => runner.take(record),
  })
  const fits = createFits(store)
  const calibrator = createCalibrator({
    commands: source.commands ?? null,
    info: (side) => board.info(side),
    isRecording: () => runner.recording !== null,
    fits,
    say: (record) => runner.take(record),
    onChange: say,
  })

  const feedback = createFeedback({
    insole: (side) => {
      const info = board.info(side)
      return info && describeInsole(info)
    },
    onChange: say,
    // Whoever analyses the session later knows what the person saw.
    onBlock: (words) => void mark(words).catch((error: Error) => onFault(error.message, 'Check the data folder.')),
  })

  const guide = createGuide({
    status: () => status(),
    quality: () => quality,
    startRecording: ({ pseudonym, condition }) =>
      startRecording({ ...(pseudonym === null ? {} : { pseudonym }), ...(condition === null ? {} : { condition }) }),
    stopRecording: () => runner.end(),
    mark,
    ...(source.commands?.pose ? { pose: source.commands.pose } : {}),
  })

  async function startRecording(about: Parameters<SessionService['startRecording']>[0] = {}): Promise<{ readonly id: string }> {
    if (!['streaming', 'lost'].includes(state.state))
      throw new ServiceFault(
        409,
        'No insole is streaming, so there is nothing to record.',
        state.mend ?? 'Switch the insoles on and wait until one streams.',
      )
    if (calibrator.busy)
      throw new ServiceFault(409, 'A tare or calibration is under way.', 'Wait until it is done, or cancel it, then start the recording.')
    const recording = await runner.begin({ condition: about.condition ?? null, pseudonym: about.pseudonym ?? null })
    fault = quality = null
    return { id: recording.meta.id }
  }

  async function mark(label: string): Promise<Marker | null> {
    const { recording } = runner
    if (recording === null) return null
    const marker: Marker = { time_s: recording.lastSample_s, label }
    await recording.mark(marker)
    say()
    return marker
  }

  function status(): LiveStatus {
    const counts = runner.pipeline.quality()
    const influx = influxHealth(forwarder)
    const { recording } = runner
    return {
      source: { kind: source.kind, ...state },
      insoles: board.statuses((side) => ({
        samples: counts?.[side]?.received ?? 0,
        lostSamples: counts?.[side]?.lost ?? 0,
        recoveredSamples: counts?.[side]?.recovered ?? 0,
        outstandingSamples: source.outstanding?.(side) ?? 0,
        clockError_ms: counts?.[side]?.clock?.error_ms ?? null,
      })),
      recording: recording && {
        id: recording.meta.id,
        started_utc: recording.meta.started_utc,
        condition: recording.meta.condition,
        pseudonym: recording.meta.pseudonym,
        seconds: recording.lastSample_s,
        strides: recording.strideCount,
        markers: recording.markers,
      },
      influx,
      warnings: warningsOf({ fault, freeBytes, recording, influx, quality, layout: (side) => board.info(side)?.layout ?? null }),
      leftRightClockError_ms: counts?.leftRightError_ms ?? null,
      calibration: calibrator.status(),
      belt: treadmill.status(),
      feedback: feedback.status(),
      sampleToHost_ms: linkDelay.median_ms(),
    }
  }

  /** `ended` is said when everything of the session is stored, and not before. */
  async function sourceEnded(detail: string): Promise<void> {
    if (runner.recording) await runner.end()
    await runner.settled()
    state = { state: 'ended', detail, mend: null }
    say()
  }

  const listener: SourceListener = {
    record: (record) => {
      if (closed === null) runner.take(fits.addTo(record))
    },
    state(next, detail, mend) {
      if (next === 'ended') {
        void sourceEnded(detail)
        return
      }
      if (next === 'failed') log(detail)
      state = { state: next, detail, mend }
      say()
    },
    // Timers, sockets and the store's answers have their turn between slices.
    ready: async () => {
      await runner.recording?.ready()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }

  /** The source never gave anything: neither did the session that was begun for it. */
  async function abandon(): Promise<void> {
    const id = runner.recording?.meta.id
    if (id === undefined) return
    await runner.end()
    await store.deleteSession(id)
    await rm(data.journal(id), { force: true })
  }

  const housekeeping = (): void => {
    freeBytes = data.freeBytes()
    if (source.kind === 'simulated' && closed === null)
      void rollDemo(runner, store, data).catch((error: Error) => onFault(error.message, 'Check the data folder.'))
  }

  return {
    async start() {
      await fits.load()
      for (const problem of await recoverSessions(store, data)) onFault(problem, 'Its raw data are kept in the data folder.')
      if (options.recordAtOnce)
        await runner.begin({ condition: source.kind === 'simulated' ? 'demo: simulated walker' : null, pseudonym: null })
      timers = [setInterval(say, STATUS_EVERY_MS), setInterval(housekeeping, HOUSEKEEPING_EVERY_MS)]
      try {
        await source.start(listener)
      } catch (error) {
        await abandon()
        throw error
      }
    },
    async health(): Promise<Health> {
      const influx = influxHealth(forwarder)
      const bad = state.state === 'failed' || state.state === 'lost' || fault !== null || (influx !== null && influx.state !== 'ok')
      return {
        status: bad ? 'degraded' : 'ok',
        version,
        source: { kind: source.kind, state: state.state },
        session: runner.shown,
        store: forwarder ? 'influxdb' : 'embedded',
        influx,
      }
    },
    status,
    listen: (l) => hub.listen(l),
    startRecording,
    stopRecording: async () => ({ id: await runner.end() }),
    async mark(label): Promise<Marker> {
      const marker = await mark(label)
      if (marker === null)
        throw new ServiceFault(409, 'Nothing is being recorded, so there is nothing to mark.', 'Start a recording first.')
      return marker
    },
    tare: (side) => calibrator.tare(side),
    calibrateByBodyWeight: (given) => calibrator.bodyWeight(given),
    cancelCalibration: () => calibrator.cancel(),
    trend: (of) => store.trend(of),
    startFeedback: (plan) => feedback.start(plan),
    stopFeedback: () => feedback.stop(),
    setBelt: (asked) => treadmill.set(asked),
    connectTreadmill: () => treadmill.connect(),
    disconnectTreadmill: () => treadmill.disconnect(),
    guide: () => guide.status(),
    beginGuide: (about) => guide.begin(about),
    goGuide: (step) => guide.go(step),
    measureGuide: () => guide.measure(),
    leaveGuide: () => guide.leave(),
    listSessions: (page) => store.listSessions(page),
    async getSession(id) {
      const session = await store.getSession(id)
      return session && { session, result: await store.summary(id) }
    },
    async findings(id, language) {
      const session = await store.getSession(id)
      const result = session && (await store.summary(id))
      if (!result) return { findings: [], silent: [] }
      return (await import('../analyze/storedFindings.ts')).storedFindings(store, session, result, language)
    },
    // Loaded when somebody asks for it.
    async exportSession(id, format, people) {
      const session = await store.getSession(id)
      if (session === null || session.current === null) return null
      const { exportTar } = await import('../export/exportTar.ts')
      return exportTar({ session: id, pseudonym: session.pseudonym, format, version }, { data, people })
    },
    exportPerson: async (pseudonym, by, people) =>
      (await import('../rights/exportPerson.ts')).exportPerson(pseudonym, by, { store, people, data }),
    async erasePerson(pseudonym, by, people) {
      const { erasePerson } = await import('../rights/erasePerson.ts')
      const erased = await erasePerson(pseudonym, by, { store, people, data, isRecorded: ({ id }) => runner.holds(id) })
      // A fit that was kept for that person's sessions alone is known no more.
      await fits.load()
      if (guide.pseudonym === pseudonym) await guide.leave()
      return erased
    },
    compare: async (asked) => (await import('../compare/storedComparison.ts')).storedComparison(store, asked, version),
    strides: async (id) => ((await store.getSession(id)) ? store.strides(id) : null),
    close() {
      closed ??= (async () => {
        for (const timer of timers) clearInterval(timer)
        calibrator.cancel()
        const ending = runner.recording ? runner.end() : Promise.resolve()
        // What is still being asked for has a moment.
        await caughtUp(source, LAST_WORDS_MS)
        await source.stop()
        await ending
        await runner.settled()
      })()
      return closed
    },
  }
}

function influxHealth(forwarder: InfluxForwarder | null): Health['influx'] {
  if (forwarder === null) return null
  const { state, backlog, deadLetters } = forwarder.status()
  return { state, backlog, deadLetters }
}
