import type { Identity, Result, SampleRange, Status } from '@solestream/firmware-protocol'
import type { OWN, STANDARD_NAMES, ValueName } from './gatt.ts'
import type { Packet, Stretch } from './packets.ts'
import type { Exchange, Heard } from './witness.ts'

/** What each phase brings. */
export interface Seen {
  readonly basics: Basics
  readonly quiet: Quiet
  readonly documents: Documents
  readonly refusals: Refusals
  readonly stream: StreamSeen
  readonly backfill: BackfillSeen
  readonly rates: Rates
  readonly writing: Writing
  readonly tare: TareSeen
  readonly lost: Lost
  readonly again: Again
  readonly reboot: Reboot
}
export type PhaseName = keyof Seen

/** What a new connection shows before anything was asked. */
export interface Basics {
  readonly mtu: number | null
  /** What discovery ended with; null: all is there. */
  readonly discovery: string | null
  /** Null: it has no such characteristic. */
  readonly properties: Readonly<Record<keyof typeof OWN, readonly string[] | null>>
  readonly lacking: readonly (typeof STANDARD_NAMES)[number][]
  /** Layout and calibration: the page that is selected. */
  readonly values: Partial<Readonly<Record<ValueName, Uint8Array>>>
  /** What could not be read, and why. */
  readonly unread: Partial<Readonly<Record<ValueName, string>>>
}

/** Subscribed, but not started. */
export interface Quiet {
  /** Notifications of samples that came nevertheless. */
  readonly unasked: number
}

export type DocumentName = 'layout' | 'calibration'

/** A document read page by page. */
export interface DocumentRead {
  readonly pages: readonly Uint8Array[]
  /** How selecting each of them was answered. */
  readonly selected: readonly (Result | null)[]
}

export interface DocumentSeen extends DocumentRead {
  /** How selecting the page behind the last was answered, and what was read then. */
  readonly beyond: Result | null
  readonly afterBeyond: Uint8Array
}

/** Afterwards the last page of each is selected. */
export interface Documents {
  readonly layout: DocumentSeen
  readonly calibration: DocumentSeen
}

/** A command that can't be carried out. */
export interface Refusal {
  readonly exchange: Exchange
  readonly expected: readonly Result[]
}

export interface Refusals {
  /** Of another major version: well formed, and in every way wrong. */
  readonly otherVersion: readonly Refusal[]
  /** Sent after those: a command of this version. */
  readonly thereafter: Exchange
  readonly malformed: readonly Refusal[]
  readonly absentFeatures: readonly Refusal[]
  /** Notifications of samples that came while all of these were sent. */
  readonly samples: number
}

/** A status as it was read; null where it can't be decoded. */
export interface StatusRead {
  readonly status: Status | null
  readonly bytes: number
  readonly at_s: number
}

/** Two runs with a pause between them, in which the insole goes on sampling. */
export interface StreamSeen {
  readonly first: Stretch
  readonly second: Stretch
  readonly starts: readonly Exchange[]
  /** Of the first run: the one that ends it, and another. */
  readonly stops: readonly Exchange[]
  /** Notifications of samples later than GRACE_MS after the answer to stop. */
  readonly late: number
  readonly before: StatusRead
  readonly during: StatusRead
  /** Notified since the first start. */
  readonly notified: readonly Heard[]
}

/** A range that was asked for again, and what came. */
export interface Request {
  readonly asked: SampleRange
  readonly exchange: Exchange
  /** What the answer promises; null: refused. */
  readonly promised: SampleRange | null
  /** All that came over the samples characteristic meanwhile, live packets too. */
  readonly heard: Stretch
  readonly packets: readonly Packet[]
}

export interface BackfillSeen {
  /** The pause between the two runs of `stream`, with some live samples before and after; asked for while stopped. */
  readonly mended: Request
  readonly before: StatusRead
  readonly after: StatusRead
  readonly refused: readonly Refusal[]
  /** A range of which the beginning is gone already, ended at once; null where the ring still has everything since boot. */
  readonly partly: Pick<Request, 'asked' | 'exchange' | 'promised'> | null
  /** A long one, the same again, another one, then the end of it. Null where the ring holds too little for that. */
  readonly long: {
    readonly first: Exchange
    readonly same: Exchange
    readonly other: Exchange
    readonly cancel: Exchange
    /** Recovered packets later than GRACE_MS after the answer to the cancel. */
    readonly late: number
    readonly cancelWithout: Exchange
  } | null
  /** While live samples came. */
  readonly beside: Request
  /** A sample a second behind the oldest, and the newest. */
  readonly oldest: Request
  readonly newest: Request
}

export interface RateAsked {
  readonly rate_Hz: number
  readonly exchange: Exchange
  /** What the answer says; null: it was refused. */
  readonly answered_Hz: number | null
}

export interface Rates {
  readonly full_Hz: number
  readonly asked: readonly RateAsked[]
  /** At half the rate: what the identity says, and what came. */
  readonly half: { readonly rate_Hz: number; readonly identity: Identity | null; readonly stretch: Stretch } | null
  /** At the full rate again. */
  readonly restored: { readonly asked: RateAsked; readonly stretch: Stretch }
  /** Samples from before and after the change, sent again; null without the feature. */
  readonly across: Request | null
}

/** Commands that write a calibration; a document that is not committed changes nothing. */
export interface Writing {
  /** R-CALIBRATION-3, -4 and -5, in this order, as far as nothing is kept. */
  readonly begun: readonly Refusal[]
  readonly paged: readonly Refusal[]
  readonly unfinished: readonly Refusal[]
  readonly unchanged: DocumentRead
  readonly streaming: { readonly begin: Exchange; readonly stretch: Stretch }
  /** Null without leave to write, or where there would be nothing to put back. */
  readonly written: Written | null
  readonly whyNot: string
}

/** Another calibration was written, and the old one again. */
export interface Written {
  /** Documents that must be refused, and what was read after each. */
  readonly unsound: readonly { readonly refusal: Refusal; readonly after: DocumentRead }[]
  readonly other: Uint8Array
  readonly commit: Exchange
  readonly repeated: Exchange
  readonly pageAfter: Exchange
  /** The attribute as it was right after the commit, and then the whole of it. */
  readonly first: Uint8Array
  readonly read: DocumentRead
  readonly tareDate: Exchange | null
  /** Samples before and after, with zeros that are ZERO_STEP apart. */
  readonly before: Stretch
  readonly after: Stretch
}

/** The present counts were taken as zero, or were not. */
export interface TareSeen {
  readonly dateBefore: Exchange
  readonly before: DocumentRead
  /** What streamed before the command, a second and more. */
  readonly stretch: Stretch
  readonly tared_utc: string
  readonly exchange: Exchange
  readonly after: DocumentRead
  readonly dateAfter: Exchange
  /** The calibration that the insole is left with. */
  readonly left: DocumentRead
}

/** The link ended, by us, in the middle of everything. */
export interface Lost {
  /** From then until it was heard; null: it was not. */
  readonly silent_s: number | null
  /** The last live packet of the old connection. */
  readonly last: Packet | null
}

/** The connection after that. */
export interface Again {
  /** Before any command. */
  readonly values: Basics['values']
  /** Notifications of samples before it was started. */
  readonly unasked: number
  /** A page of a document that was begun in the old connection; null without the feature. */
  readonly forgotten: Exchange | null
  readonly calibration: DocumentRead
  readonly stretch: Stretch
  /** Samples of the time without a connection; null without the feature. */
  readonly between: Request | null
}

/** A person switched the insole off and on again. */
export interface Reboot {
  readonly values: Basics['values']
  readonly calibration: DocumentRead
  readonly stretch: Stretch
}
