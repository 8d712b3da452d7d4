import type { Fault } from '@solestream/firmware-protocol'
import type { ClockState } from '../clock/index.ts'

/** Why a notification gave no samples: its bytes, or that it did not fit the stream. */
export type PacketFault =
  | Fault
  /** It came before the insole said what it is. */
  | 'no-insole'
  /** Its number of sensors is not the insole's. */
  | 'wrong-sensors'
  /** Sequence, tick, period or boot said another thing than the packets around it. */
  | 'implausible'
  /** Its samples would lie before others of an earlier boot, or at no time that is known. */
  | 'back-in-time'

/** Counted since the assembler began, for one side. A sample counts once, however often and in whatever order it came. */
export interface AssemblyCounters {
  readonly packets: number
  readonly received: number
  /** Of them: by backfill. */
  readonly recovered: number
  /** Of them: after later ones, though not by backfill. */
  readonly late: number
  /** Missing now: what came late is not. */
  readonly lost: number
  readonly gaps: number
  /** Samples that came again. */
  readonly duplicates: number
  /** Sensor values at the saturation code. */
  readonly saturated: number
  readonly boots: number
  /** Notifications that gave nothing, by reason. */
  readonly faults: Readonly<Partial<Record<PacketFault, number>>>
  /** null: the clock is shared, or nothing is known yet. */
  readonly clock: ClockState | null
}

export type Counts = { -readonly [K in Exclude<keyof AssemblyCounters, 'faults' | 'clock'>]: number }

export const noCounts = (): Counts => ({
  packets: 0,
  received: 0,
  recovered: 0,
  late: 0,
  lost: 0,
  gaps: 0,
  duplicates: 0,
  saturated: 0,
  boots: 0,
})
