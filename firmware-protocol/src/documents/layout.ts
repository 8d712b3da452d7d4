export type SensorUnit = 'raw' | 'N' | 'kPa'

export const REGIONS = ['heelM', 'heelL', 'midM', 'midL', 'mth1', 'mth23', 'mth45', 'hallux', 'toes25', 'whole', 'unknown'] as const
export type Region = (typeof REGIONS)[number]

export interface LayoutSensor {
  /** + lateral of the line heel centre - second toe. */
  readonly x_mm: number
  /** From the heel's back toward the toes. */
  readonly y_mm: number
  readonly area_mm2: number
  readonly region: Region
}

/**
 * Geometry and number scale of one insole model. Positions are those of a right foot; `mirrored` gives the left's x in body frame
 * (a left insole's own x stays + lateral). Without real geometry (`arbitrary`, `none`) positions give a `cop_ratio` at the most.
 */
export interface InsoleLayout {
  readonly id: string
  readonly side: 'left' | 'right'
  readonly geometry: 'mm' | 'arbitrary' | 'none'
  readonly length_mm: number
  readonly width_mm: number
  readonly unit: SensorUnit
  /** value = offset + scale * count, in `unit`. */
  readonly offset: number
  readonly scale: number
  /** Largest value a sensor can tell, in `unit`. */
  readonly fullScale: number
  readonly sensors: readonly LayoutSensor[]
  /** Closed outline, mm, right foot; empty when unknown. */
  readonly outline: readonly (readonly [x_mm: number, y_mm: number])[]
}
