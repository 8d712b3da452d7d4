import { invert } from './invert.ts'
import type { Box, Point } from './outline.ts'

/** A ridge that keeps the field from overshooting between close sensors. */
const RIDGE = 0.02
/** For 16 sensors on a foot; with the foot's area shared by n sensors it goes with the root of what each has. */
const SIGMA_16_MM = 21

export const sigmaFor = (sensors: number): number => Math.min(32, Math.max(8, SIGMA_16_MM * Math.sqrt(16 / sensors)))

/**
 * Pressure between sensors: a sum of one Gaussian per sensor, c = (Phi + 0.02 I)^-1 p with Phi_ij = exp(-d_ij^2 / (2 sigma^2)). The
 * inverse depends on the layout only, so a frame is one matrix-vector product. Values are in the unit of `p`. What lies between sensors
 * is an estimate and labelled so.
 */
export class PressureField {
  readonly columns: number
  readonly rows: number
  readonly sensors: number
  /** Shape [rows * columns][sensors]: what each sensor's value adds to each grid cell. */
  private readonly weights: Float32Array

  /** The grid covers `box`; row 0 is at the toes (largest y). `mirror` turns x round, for a left foot. */
  constructor(sensors: readonly Point[], box: Box, cell_mm: number, mirror: boolean, sigma_mm = sigmaFor(sensors.length)) {
    const n = sensors.length
    this.sensors = n
    this.columns = Math.max(2, Math.round((box.maxX - box.minX) / cell_mm))
    this.rows = Math.max(2, Math.round((box.maxY - box.minY) / cell_mm))
    const gaussian = (ax: number, ay: number, [bx, by]: Point): number =>
      Math.exp(-((ax - bx) ** 2 + (ay - by) ** 2) / (2 * sigma_mm * sigma_mm))
    const phi = new Float64Array(n * n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) phi[i * n + j] = gaussian(sensors[i]![0], sensors[i]![1], sensors[j]!) + (i === j ? RIDGE : 0)
    const inverse = invert(phi, n)
    this.weights = new Float32Array(this.rows * this.columns * n)
    const basis = new Float64Array(n)
    for (let row = 0; row < this.rows; row++) {
      const y = box.maxY - ((row + 0.5) / this.rows) * (box.maxY - box.minY)
      for (let column = 0; column < this.columns; column++) {
        const across = (column + 0.5) / this.columns
        const x = mirror ? box.maxX - across * (box.maxX - box.minX) : box.minX + across * (box.maxX - box.minX)
        for (let j = 0; j < n; j++) basis[j] = gaussian(x, y, sensors[j]!)
        const at = (row * this.columns + column) * n
        for (let k = 0; k < n; k++) {
          let w = 0
          for (let j = 0; j < n; j++) w += basis[j]! * inverse[j * n + k]!
          this.weights[at + k] = w
        }
      }
    }
  }

  /** Fills `out` (rows * columns) with the field of `values` (one a sensor; a missing one counts as unloaded). */
  evaluate(values: Float32Array, out: Float32Array): void {
    const { weights, sensors } = this
    const cells = this.rows * this.columns
    for (let cell = 0, at = 0; cell < cells; cell++) {
      let sum = 0
      for (let k = 0; k < sensors; k++, at++) sum += weights[at]! * values[k]!
      out[cell] = sum
    }
  }
}
