/** Who an insole is. `serial` identifies it (addresses are hidden on some systems). */
export interface Identity {
  readonly protocolMajor: number
  readonly protocolMinor: number
  readonly side: 'left' | 'right'
  readonly serial: string
  readonly model: string
  readonly sensors: number
  readonly hasImu: boolean
  /** Nanoseconds a device tick (1000: microseconds). */
  readonly tick_ns: number
  readonly rate_Hz: number
  readonly features: number
  readonly boot: number
}
