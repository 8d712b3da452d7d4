import type { BeltReading } from './belt.ts'
import type { Side } from './side.ts'
import type { CalibrationFit, CalibrationUse } from './calibrationUse.ts'
import type { Calibration, InsoleLayout, Region } from './layout.ts'

export type Mode = 'online' | 'offline'
export type Task = 'walk' | 'run' | 'balance'

/** What made a result. `id` is name@version, part of every key in storage. */
export interface Algorithm {
  readonly name: string
  readonly version: string
  readonly settings: Readonly<Record<string, unknown>>
}
export const algorithmId = (a: Algorithm): string => `${a.name}@${a.version}`

/** What is known of a walk, or of standing, beside its samples: entered by a person, or told by another device. Never estimated. */
export interface WalkInputs {
  /** Of the treadmill, the same for the whole recording. */
  readonly beltSpeed_m_s?: number
  /** Of a treadmill whose speed may change: its readings by time, each a change. Added to while samples come, and read up to each stride. */
  readonly belt?: readonly BeltReading[]
  readonly bodyWeight_N?: number
  /** Between the middle lines of both feet (of a standing trial: of the heels): entered or assumed, insoles do not know it. */
  readonly stanceWidth_mm?: number
  /** Of a standing trial: how far the toes of each foot point outward; without it the feet are taken as parallel. */
  readonly toeOut_deg?: number
}

/** The same, and how much is wanted. */
export interface WalkOptions extends WalkInputs {
  /**
   * Also the figures and curves that the samples of a whole recording give (parts of the foot, both feet as one): they cost at every stride and
   * come at the end only. Default: offline.
   */
  readonly wholeRecording?: boolean
}

/** What is known of one insole before its samples: what calibration and geometry need. */
export interface InsoleDescription {
  readonly side: Side
  readonly sensors: number
  readonly rate_Hz: number
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
  /** When a person took its zeros, where the insole tells. */
  readonly tared_utc?: string | null
  /** Of its body-weight calibration; of an insole without calibration: of one that was tried, and was too poor. */
  readonly calibrationFit?: CalibrationFit | null
}

/** An insole that a session was recorded with, and the calibration that it used. */
export interface SessionInsole {
  readonly side: Side
  readonly serial: string
  /** Of the layout. */
  readonly layout: string
  /** What each sensor is under. */
  readonly regions: readonly Region[]
  readonly calibration: CalibrationUse | null
}

export interface Marker {
  readonly time_s: number
  readonly label: string
}

/** One person, one condition, one recording. `time_s` 0 is `started_utc`. */
export interface SessionMeta {
  readonly id: string
  readonly started_utc: string
  readonly ended_utc: string | null
  readonly source: string
  readonly pseudonym: string | null
  readonly condition: string | null
  readonly task: Task
}
