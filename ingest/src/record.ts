import type { Calibration, Identity, InsoleLayout } from '@solestream/firmware-protocol'
import type { BeltTeller, CalibrationFit, Side } from '@solestream/processing/model'

/** What is known of an insole before its samples, read once a connection. */
export interface InsoleInfo {
  readonly identity: Identity
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
  /** When its zeros were taken; null: they are the calibration's own. Absent: the insole does not tell. */
  readonly tared_utc?: string | null
  /** Put there by the host that made the calibration: see InsoleDescription. */
  readonly calibrationFit?: CalibrationFit | null
  /**
   * 'device': ticks are the insole's own and are fitted to session time by sync exchanges. 'shared': ticks ARE session time (simulated
   * and replayed insoles), so results never depend on the computer's clock or the pace.
   */
  readonly clock: 'device' | 'shared'
}

/** One time-sync exchange; host times in seconds on the session's monotonic clock, device times in raw u32 ticks. */
export interface SyncExchange {
  readonly sent_s: number
  readonly deviceReceived_tick: number
  readonly deviceSent_tick: number
  readonly received_s: number
}

/** How an insole's link stands; words for people are in `detail`, what they can do in `mend`. */
export type LinkState = 'searching' | 'connecting' | 'preparing' | 'streaming' | 'lost' | 'refused' | 'ended'

/** How the link to a treadmill stands; 'none': nobody wants one. */
export type TreadmillState = 'none' | 'searching' | 'connecting' | 'connected' | 'lost'

/** Everything that reaches the host, in order: what sources say, what the journal keeps, what is decoded afterwards. */
export type IngestRecord =
  | { readonly type: 'insole'; readonly side: Side; readonly host_s: number; readonly info: InsoleInfo }
  | { readonly type: 'packet'; readonly side: Side; readonly host_s: number; readonly bytes: Uint8Array }
  | { readonly type: 'sync'; readonly side: Side; readonly host_s: number; readonly exchange: SyncExchange }
  | {
      readonly type: 'link'
      readonly side: Side
      readonly host_s: number
      readonly state: LinkState
      readonly detail: string
      readonly mend: string | null
    }
  | {
      readonly type: 'status'
      readonly side: Side
      readonly host_s: number
      readonly battery_percent: number | null
      readonly temperature_C: number | null
      readonly rssi_dBm: number | null
    }
  | { readonly type: 'marker'; readonly host_s: number; readonly label: string }
  | {
      readonly type: 'belt'
      readonly host_s: number
      /** As in BeltReading. */
      readonly speed_m_s: number | null
      readonly incline_percent: number | null
      readonly teller: BeltTeller
      /** The treadmill's notification as it came, in hexadecimal digits; null: there was none. */
      readonly raw: string | null
    }
  | {
      readonly type: 'treadmill'
      readonly host_s: number
      readonly state: TreadmillState
      readonly name: string | null
      readonly detail: string
      readonly mend: string | null
    }
