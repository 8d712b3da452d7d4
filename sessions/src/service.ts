import type { Readable } from 'node:stream'
import type { IngestRecord, LinkState, SourceKind, SourceState, TreadmillState } from '@solestream/ingest'
import type { ForceBlock } from '@solestream/processing/graph'
import type {
  BeltTeller,
  Calibration,
  CalibrationUse,
  GaitEvent,
  InsoleLayout,
  Marker,
  Quality,
  Side,
  Stride,
  Summary,
  Unavailable,
} from '@solestream/processing/model'
import type { Findings } from '@solestream/processing/analysis'
import type { SessionRow, SessionsOf, StoredSummary, TrendOf, TrendRow } from '@solestream/processing/storage'
import type { BodyWeightOptions, CalibrationOutcome, CalibrationStatus } from './calibration/model.ts'
import type { ComparisonDocument } from './compare/document.ts'
import type { ExportFormatName } from './export/model.ts'
import type { FeedbackPlan, FeedbackStatus } from './feedback/model.ts'
import type { GuideAbout, GuideStatus, GuideStep } from './guide/model.ts'
import type { Actor } from './people/model.ts'
import type { PeopleStore } from './people/peopleStore.ts'
import type { ReplacedStretch } from './run/replacedStretch.ts'

export interface Health {
  readonly status: 'ok' | 'degraded'
  readonly version: string
  readonly source: { readonly kind: SourceKind; readonly state: SourceState }
  readonly session: { readonly id: string; readonly strides: number } | null
  readonly store: 'embedded' | 'influxdb'
  readonly influx: { readonly state: 'ok' | 'absent' | 'refused'; readonly backlog: number; readonly deadLetters: number } | null
}

/** How one insole stands, for the page. */
export interface InsoleStatus {
  readonly side: Side
  readonly link: LinkState
  readonly detail: string
  readonly mend: string | null
  /** Host seconds since the link has stood so. */
  readonly since_s: number
  readonly serial: string | null
  readonly battery_percent: number | null
  /** Missing now. Of those that were lost on the way `recoveredSamples` were had back, and `outstandingSamples` of the missing may be. */
  readonly lostSamples: number
  readonly recoveredSamples: number
  readonly outstandingSamples: number
  readonly samples: number
  readonly clockError_ms: number | null
  readonly layout: InsoleLayout | null
  readonly calibration: Calibration | null
  /** What is said of it, with its tare and how well it is determined. */
  readonly calibrationUse: CalibrationUse | null
}

export interface LiveStatus {
  readonly source: { readonly kind: SourceKind; readonly state: SourceState; readonly detail: string; readonly mend: string | null }
  readonly insoles: readonly InsoleStatus[]
  readonly recording: {
    readonly id: string
    readonly started_utc: string
    readonly condition: string | null
    readonly pseudonym: string | null
    readonly seconds: number
    readonly strides: number
    readonly markers: readonly Marker[]
  } | null
  readonly influx: Health['influx']
  /** Things a person should know: disk nearly full, database behind... each with its mend. */
  readonly warnings: readonly { readonly text: string; readonly mend: string }[]
  /** 95 % error of left against right, where known. */
  readonly leftRightClockError_ms: number | null
  readonly calibration: CalibrationStatus
  readonly belt: BeltStatus
  /** What a person walks by now; null: nothing. */
  readonly feedback: FeedbackStatus | null
  /** From the insole's sensors to this host, the median of the last packets; null before the first. Of a simulated walk it is that of its packets. */
  readonly sampleToHost_ms: number | null
}

/** How the belt runs by the newest reading, and how its treadmill is linked. */
export interface BeltStatus {
  readonly speed_m_s: number | null
  readonly incline_percent: number | null
  /** Null: nobody told anything yet. */
  readonly teller: BeltTeller | null
  readonly link: { readonly state: TreadmillState; readonly name: string | null; readonly detail: string; readonly mend: string | null }
  /** Whether a treadmill can be had over Bluetooth here. */
  readonly canConnect: boolean
}

/** Typed by a person; null: no longer known. */
export interface BeltAsked {
  readonly speed_m_s: number | null
  readonly incline_percent: number | null
}

/** What a live view hears; called synchronously in order. A listener never throws and never blocks. */
export interface LiveListener {
  force(force: ForceBlock): void
  event(event: GaitEvent): void
  stride(stride: Stride): void
  /** Samples that came late changed strides that were told before; the summary that follows is of the new ones. */
  replaced(stretch: ReplacedStretch): void
  summary(summary: Summary, unavailable: Unavailable, quality: Quality): void
  status(status: LiveStatus): void
}

/** Speeds in m/s, as a person told them; null: what the session itself knows. */
export interface CompareAsked {
  readonly a: { readonly id: string; readonly speed_m_s: number | null }
  readonly b: { readonly id: string; readonly speed_m_s: number | null }
}

/** Everything the dashboard may ask of the rest; made by createService() in this package, faked by nothing. */
export interface SessionService {
  health(): Promise<Health>
  status(): LiveStatus
  /** Returns the function that ends it. */
  listen(listener: LiveListener): () => void
  /** Rejects with a ServiceFault that has a status and a mend when it can't (already recording, no samples, disk full). */
  startRecording(options?: { readonly condition?: string; readonly pseudonym?: string }): Promise<{ readonly id: string }>
  stopRecording(): Promise<{ readonly id: string }>
  mark(label: string): Promise<Marker>
  /** Takes the present counts as zeros: a person's act, each time. Rejects with a ServiceFault when a foot may be on the insole. */
  tare(side: Side | 'both'): Promise<CalibrationOutcome>
  /** Starts a calibration by body weight; the status tells what the person is to do, and how it ended. */
  calibrateByBodyWeight(options: BodyWeightOptions): Promise<void>
  cancelCalibration(): void
  /** From summaries, never from strides. */
  trend(of: TrendOf): Promise<readonly TrendRow[]>
  /** From now on this goal, from its first block. Throws a ServiceFault when the insoles cannot tell it. */
  startFeedback(plan: FeedbackPlan): void
  stopFeedback(): void
  /** Typed by hand, from now on. Throws a ServiceFault while a treadmill tells it. */
  setBelt(asked: BeltAsked): void
  /** From now on a treadmill is looked for. Throws a ServiceFault where there is no Bluetooth. */
  connectTreadmill(): void
  disconnectTreadmill(): Promise<void>
  /** See guide/: one session from its checks to its end, kept here while pages come and go. They throw ServiceFaults. */
  guide(): GuideStatus | null
  beginGuide(about: GuideAbout): void
  goGuide(step: GuideStep): Promise<void>
  measureGuide(): void
  leaveGuide(): Promise<void>
  listSessions(options?: SessionsOf): Promise<readonly SessionRow[]>
  getSession(id: string): Promise<{ readonly session: SessionRow; readonly result: StoredSummary | null } | null>
  /** What stands out in its current result; none where there is no result. */
  /** `language`: of its texts; English by default, and where there is no other. */
  findings(id: string, language?: string): Promise<Findings>
  strides(id: string): Promise<readonly Stride[] | null>
  /** What changed from session a to b; null: one of them is not there. Rejects with a ServiceFault when one has no result yet. */
  compare(asked: CompareAsked): Promise<ComparisonDocument | null>
  /** One session in a format of export/, as a tar stream, pseudonymous; null: it has no result (yet). */
  exportSession(id: string, format: ExportFormatName, people: PeopleStore | null): Promise<Readable | null>
  /** See rights/: everything of a person out, or gone. */
  exportPerson(pseudonym: string, by: Actor, people: PeopleStore): Promise<Readable | null>
  erasePerson(pseudonym: string, by: Actor, people: PeopleStore): Promise<Erased>
  close(): Promise<void>
}

/** What went with a person who was erased. */
export interface Erased {
  readonly sessions: number
}

export class ServiceFault extends Error {
  override readonly name = 'ServiceFault'
  readonly status: 404 | 409 | 503 | 507
  readonly mend: string
  constructor(status: 404 | 409 | 503 | 507, message: string, mend: string) {
    super(message)
    this.status = status
    this.mend = mend
  }
}

export type { BodyWeightOptions, CalibrationOutcome, CalibrationStatus, FeedbackPlan, FeedbackStatus, GuideAbout, GuideStatus, GuideStep }
export type { IngestRecord, ReplacedStretch }
