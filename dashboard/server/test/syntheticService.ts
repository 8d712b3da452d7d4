import { Readable } from 'node:stream'
import {
  ServiceFault,
  type CalibrationOutcome,
  type BeltStatus,
  type FeedbackStatus,
  type GuideStatus,
  type LiveListener,
  type LiveStatus,
  type SessionService,
} from '@solestream/sessions'
import type { Finding } from '@solestream/processing/analysis'
import type { InsoleLayout, Marker, Side, Stride, Summary } from '@solestream/processing/model'
import type { SessionRow, StoredSummary } from '@solestream/processing/storage'

export function layoutOf(side: Side): InsoleLayout {
  return {
    id: `synthetic-${side}`,
    side,
    geometry: 'mm',
    length_mm: 260,
    width_mm: 95,
    unit: 'raw',
    offset: 0,
    scale: 1,
    fullScale: 4095,
    sensors: Array.from({ length: 16 }, (_, k) => ({
      x_mm: (k % 4) * 20 - 30,
      y_mm: 20 + 14 * k,
      area_mm2: 150,
      region: 'unknown' as const,
    })),
    outline: [],
  }
}

export const stride = (side: Side, start_s: number): Stride => ({
  side,
  start_s,
  toeOff_s: start_s + 0.65,
  end_s: start_s + 1.1,
  valid: true,
  excludedBecause: null,
  stride_s: 1.1,
  stance_s: 0.65,
  swing_s: 0.45,
})

export const summary: Summary = {
  stride_s: { left: { n: 12, rejected: 1, median: 1.1, mean: 1.1, sd: 0.02, cv_percent: 1.8, robustCv_percent: 1.7, ci95: [1.09, 1.11] } },
  phaseCoordinationIndex_percent: { both: { value: 6.2, n: 80, ci95: [5.8, 6.9] } },
}

const finding: Finding = {
  rule: 'swing-other-side',
  topic: 'off-balance-stride',
  foot: 'left',
  says: 'The left foot is in the air for less time than the right',
  measured: { metric: 'swing_s', label: 'Swing time', unit: 's', value: 0.4, n: 80, ci95: [0.39, 0.41] },
  compared: {
    with: 'other-side',
    reference: 0.45,
    deviation: { value: -11.8, n: 80, ci95: [-13, -10], unit: '%' },
    threshold: 5,
    source: 'a source',
  },
  certainty: 'moderate',
  doubts: ['not calibrated'],
  links: [{ joint: 'knee', because: 'a reason', source: 'another source' }],
  ask: ['Is it so without shoes?'],
}

const compared = (session: string, speed_m_s: number | null) => ({
  session,
  task: 'walk',
  mode: 'offline',
  algorithm: 'synthetic@1',
  device: { kind: 'pressure-insole', layout: null },
  speed_m_s,
})

const row = (id: string, started_utc: string): SessionRow => ({
  id,
  started_utc,
  ended_utc: null,
  source: 'simulated',
  pseudonym: null,
  condition: null,
  task: 'walk',
  strides: 2,
  validStrides: 2,
  current: null,
  markers: [],
  insoles: [],
})

/**
 * A service with its rules and without its insides: sessions in memory, one recording at a time, live data by hand. What the server is
 * tested with until it is started with the real one.
 */
export function syntheticService() {
  const listeners = new Set<LiveListener>()
  const sessions: SessionRow[] = [
    row('s3', '2026-11-22T10:00:00.000Z'),
    row('s2', '2026-11-21T10:00:00.000Z'),
    row('s1', '2026-11-20T10:00:00.000Z'),
  ]
  const strides = new Map<string, readonly Stride[]>([
    ['s1', [stride('left', 1), { ...stride('right', 1.5), valid: false, excludedBecause: 'gap', toeOff_s: null }]],
  ])
  const layouts: Record<Side, InsoleLayout> = { left: layoutOf('left'), right: layoutOf('right') }
  let recording: LiveStatus['recording'] = null
  let recordings = 0
  let failure: Error | null = null
  let lastCalibration: CalibrationOutcome | null = null
  const none = { state: 'none', name: null, detail: '', mend: null } as const
  let belt: BeltStatus = { speed_m_s: null, incline_percent: null, teller: null, link: none, canConnect: true }
  let feedback: FeedbackStatus | null = null
  let guide: GuideStatus | null = null

  const status = (): LiveStatus => ({
    source: { kind: 'simulated', state: 'streaming', detail: 'a simulated walk', mend: null },
    insoles: (['left', 'right'] as const).map((side) => ({
      side,
      link: 'streaming',
      detail: 'streaming',
      mend: null,
      since_s: 3,
      serial: `SIM-${side}`,
      battery_percent: 80,
      lostSamples: 0,
      recoveredSamples: 0,
      outstandingSamples: 0,
      samples: 1000,
      clockError_ms: null,
      layout: layouts[side],
      calibration: null,
      calibrationUse: null,
    })),
    recording,
    influx: null,
    warnings: [],
    leftRightClockError_ms: null,
    calibration: { running: null, last: lastCalibration },
    belt,
    feedback,
    sampleToHost_ms: 30,
  })
  const check = () => {
    if (failure !== null) throw failure
  }
  const running = () => {
    if (recording === null) throw new ServiceFault(409, 'nothing is being recorded', 'start a recording first')
    return recording
  }

  const service: SessionService = {
    health: async () => {
      check()
      return {
        status: 'ok',
        version: '1.2.3',
        source: { kind: 'simulated', state: 'streaming' },
        session: recording && { id: recording.id, strides: recording.strides },
        store: 'embedded',
        influx: null,
      }
    },
    status,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    startRecording: async ({ condition = null, pseudonym = null } = {}) => {
      check()
      if (recording !== null) throw new ServiceFault(409, 'a recording is running already', 'stop it first')
      recording = {
        id: `s${sessions.length + ++recordings}`,
        started_utc: '2026-11-22T11:00:00.000Z',
        condition,
        pseudonym,
        seconds: 0,
        strides: 0,
        markers: [],
      }
      return { id: recording.id }
    },
    stopRecording: async () => {
      const { id } = running()
      recording = null
      return { id }
    },
    mark: async (label) => {
      const current = running()
      const marker: Marker = { time_s: 2.5, label }
      recording = { ...current, markers: [...current.markers, marker] }
      return marker
    },
    tare: async () => {
      check()
      if (recording !== null) throw new ServiceFault(409, 'A recording is running.', 'Stop it first.')
      lastCalibration = {
        what: 'tare',
        ok: true,
        at_utc: '2026-11-22T11:00:00.000Z',
        text: 'Both insoles are tared.',
        mend: null,
        fit: null,
      }
      return lastCalibration
    },
    calibrateByBodyWeight: async () => check(),
    cancelCalibration: () => check(),
    setBelt: (asked) => {
      check()
      belt = { ...belt, ...asked, teller: 'typed' }
    },
    connectTreadmill: () => {
      check()
      belt = { ...belt, link: { ...none, state: 'searching' } }
    },
    disconnectTreadmill: async () => {
      check()
      belt = { ...belt, link: none }
    },
    startFeedback: (plan) => {
      check()
      feedback = { plan, blocks: [], left_s: plan.block_s, done: false, value: null, unavailable: null }
    },
    stopFeedback: () => {
      check()
      feedback = null
    },
    guide: () => guide,
    beginGuide: (about) => {
      check()
      guide = {
        about,
        step: 'checks',
        begun_utc: '2026-11-22T11:00:00.000Z',
        checks: [{ name: 'battery_percent', side: 'left', value: 80, verdict: 'good' }],
        measuring: null,
        sides: null,
        tared: false,
        calibrated: false,
        standing: { before: null, after: null, drift_percent: null },
        warmUp_s: 0,
        session: null,
      }
    },
    goGuide: async (step) => {
      check()
      if (guide === null) throw new ServiceFault(409, 'no guided session is under way', 'begin one first')
      guide = { ...guide, step }
    },
    measureGuide: () => {
      check()
      if (guide === null) throw new ServiceFault(409, 'no guided session is under way', 'begin one first')
      guide = { ...guide, measuring: { what: 'sides', phase: 'hold', side: 'left', left_s: 2 } }
    },
    leaveGuide: async () => {
      check()
      guide = null
    },
    listSessions: async ({ limit = 100, before, of } = {}) => {
      const from = before === undefined ? 0 : sessions.findIndex(({ id }) => id === before) + 1
      return sessions
        .slice(from)
        .filter(({ pseudonym }) => of === undefined || of.includes(pseudonym))
        .slice(0, limit)
    },
    trend: async ({ pseudonym }) =>
      sessions
        .filter((session) => session.pseudonym === pseudonym)
        .map(({ id, started_utc, ended_utc, source, condition, task }) => ({
          session: { id, started_utc, ended_utc, source, pseudonym, condition, task },
          summary,
          coverage_percent: 100,
        })),
    getSession: async (id) => {
      const session = sessions.find((one) => one.id === id)
      const result: StoredSummary = {
        key: { session: id, algorithm: 'synthetic@1', mode: 'offline' },
        summary,
        unavailable: { peakForce_N: 'not calibrated' },
        quality: { sides: {}, coverage_percent: 100, clockError_ms: null },
      }
      return session === undefined ? null : { session, result }
    },
    findings: async (id) => (sessions.some((one) => one.id === id) ? { findings: [finding], silent: [] } : { findings: [], silent: [] }),
    strides: async (id) => (sessions.some((one) => one.id === id) ? (strides.get(id) ?? []) : null),
    compare: async ({ a, b }) =>
      [a, b].every(({ id }) => sessions.some((one) => one.id === id))
        ? {
            solestream: '1.2.3',
            a: compared(a.id, a.speed_m_s),
            b: compared(b.id, b.speed_m_s),
            baselines: [],
            speed: { status: 'unknown', a_m_s: a.speed_m_s, b_m_s: b.speed_m_s },
            warnings: ['The speed of at least one session is not known: it alone may have changed these figures.'],
            changes: [],
            romberg: null,
          }
        : null,
    exportSession: async (id, format) => (sessions.some((s) => s.id === id) ? Readable.from([`${id} as ${format}`]) : null),
    exportPerson: async (pseudonym) => Readable.from([`all of ${pseudonym}`]),
    erasePerson: async () => ({ sessions: 1 }),
    close: async () => {},
  }

  return {
    service,
    strides,
    sessions,
    listeners,
    layouts,
    /** Every call rejects with this from now on. */
    fail: (error: Error) => {
      failure = error
    },
    tell: (say: (listener: LiveListener) => void) => listeners.forEach(say),
  }
}
