import type { Calibration, GaitEvent, InsoleLayout, Quality, Side, Stride, Summary, Unavailable } from '@solestream/processing/model'
import type { StatusDocument } from '../api/status.ts'

/** Raised when a page of the old build can no longer read the messages: it reloads itself. */
export const LIVE_PROTOCOL = 1

/** First byte of every message. 1-15: fixed layout, little-endian. 16-31: UTF-8 JSON after the first byte. */
export const MESSAGE = { frame: 1, event: 2, hello: 16, layout: 17, status: 18, summary: 19, stride: 20, drops: 21, replaced: 22 } as const

/** Consecutive samples of one insole with what was computed from them. */
export interface FrameMessage {
  readonly type: 'frame'
  readonly side: Side
  readonly sequence: number
  readonly n: number
  readonly sensors: number
  readonly lostBefore: number
  readonly saturated: number
  readonly recovered: boolean
  /** Unit of `force`; N is to be shown as newtons only when `calibrated`. */
  readonly unit: 'raw' | 'N' | 'kPa'
  readonly calibrated: boolean
  /** Sensor values missing here: where there are any, `force` is too small. */
  readonly missing: number
  /** Shape [n], seconds on the session's clock. */
  readonly time_s: Float64Array
  /** Shape [n]; NaN where no sensor is present. */
  readonly force: Float32Array
  /** Shape [n]; NaN while unloaded. */
  readonly copX: Float32Array
  readonly copY: Float32Array
  /** Shape [sensors][n], planar: sensor k's sample i at k * n + i. value = layout.offset + layout.scale * count; NaN: missing. */
  readonly counts: Float32Array
}

export interface HelloMessage {
  readonly type: 'hello'
  readonly protocol: number
  readonly version: string
}

/** Sent once per connection and insole, and again when it changes. */
export interface LayoutMessage {
  readonly type: 'layout'
  readonly side: Side
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
}

/** Frames that this client was too slow for, since it connected. */
export interface DropsMessage {
  readonly type: 'drops'
  readonly left: number
  readonly right: number
}

/** Strides of a side that start in [from_s, to_s) are these now; `validBefore` of those that stood there counted. */
export interface ReplacedMessage {
  readonly type: 'replaced'
  readonly side: Side
  readonly from_s: number
  readonly to_s: number
  readonly strides: readonly Stride[]
  readonly validBefore: number
}

export type LiveMessage =
  | HelloMessage
  | LayoutMessage
  | FrameMessage
  | { readonly type: 'event'; readonly event: GaitEvent }
  | { readonly type: 'stride'; readonly stride: Stride }
  | ReplacedMessage
  | { readonly type: 'summary'; readonly summary: Summary; readonly unavailable: Unavailable; readonly quality: Quality }
  | { readonly type: 'status'; readonly status: StatusDocument }
  | DropsMessage
