export interface SyncPace {
  readonly count: number
  readonly from_ms: number
  readonly to_ms: number
}

/** Time limits of the connection's life, in one place; tests shorten some of them. */
export interface Timing {
  readonly adapter_ms: number
  readonly connect_ms: number
  readonly discover_ms: number
  readonly subscribe_ms: number
  readonly disconnect_ms: number
  /** From the start command to the first notification. */
  readonly firstData_ms: number
  /** Without a notification for so long the insole is shown as lost: what a person sees must be true within 2 s. */
  readonly silence_ms: number
  /** And after so long the link is given up, and taken up anew. */
  readonly giveUp_ms: number
  readonly firstRetry_ms: number
  readonly longestRetry_ms: number
  /** An insole that can't be used is asked again after this. */
  readonly refused_ms: number
  /** A side belongs to its insole so long after the link was lost; then another may take it. */
  readonly keepSide_ms: number
  /** A link that streamed for so long was good: the next failure starts from the first retry. */
  readonly good_ms: number
  /** Scanning is known to stop silently on some systems. */
  readonly rescan_ms: number
  /** Exchanges of time, in order: so many at intervals from..to ms left to chance. The last goes on for ever. */
  readonly sync: readonly SyncPace[]
  readonly status_ms: number
  /** A gap so young may be a matter of order. */
  readonly lateSettles_ms: number
  /** Without a sample of a range that was asked for, for so long, it is asked for again (PROTOCOL.md, R-BACKFILL-11) ... */
  readonly recoverySilence_ms: number
  /** ... and after so many times without any it is given up. */
  readonly recoveryTries: number
  /** A treadmill tells its speed about once a second; after so long without a word the link is given up. */
  readonly treadmillSilence_ms: number
}

export const TIMING: Timing = {
  adapter_ms: 5000,
  connect_ms: 5000,
  discover_ms: 8000,
  subscribe_ms: 3000,
  disconnect_ms: 2500,
  firstData_ms: 3000,
  silence_ms: 1200,
  giveUp_ms: 3000,
  firstRetry_ms: 500,
  longestRetry_ms: 15_000,
  refused_ms: 30_000,
  keepSide_ms: 10_000,
  good_ms: 10_000,
  rescan_ms: 60_000,
  // A few at once for a first guess, then PROTOCOL.md, R-TIME-4.
  sync: [
    { count: 8, from_ms: 15, to_ms: 65 },
    { count: 100, from_ms: 100, to_ms: 300 },
    { count: Infinity, from_ms: 500, to_ms: 1500 },
  ],
  status_ms: 15_000,
  lateSettles_ms: 100,
  recoverySilence_ms: 2000,
  recoveryTries: 5,
  treadmillSilence_ms: 5000,
}
