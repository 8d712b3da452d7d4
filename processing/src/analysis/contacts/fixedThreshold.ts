/**
 * The small algorithm that a first script would use: counts to pressure, force and centre of pressure, a second-order Butterworth low pass,
 * contacts where the filtered force crosses fixed newton thresholds, at whole samples. It is here to be timed against others that do the
 * same, and to show what the contact detector adds; no result of the product comes from it. It needs calibrated counts, a floor at zero
 * and an even rate; it has no gaps.
 */
export interface FixedThresholdSettings {
  readonly rate_Hz: number
  /** Corner frequency of the low pass. */
  readonly lowPass_Hz: number
  /** Contact above, toe-off below, on the filtered force. */
  readonly on_N: number
  readonly off_N: number
  /** Without this much force there is no centre of pressure. */
  readonly least_N: number
  /** Shape [sensors]: pressure and force of one count, and where the sensor is. */
  readonly pressureGain: Float64Array
  readonly forceGain_N: Float64Array
  readonly x_mm: Float64Array
  readonly y_mm: Float64Array
}

export const FIXED_THRESHOLDS = { rate_Hz: 100, lowPass_Hz: 20, on_N: 40, off_N: 25, least_N: 1 } as const

/** One foot. Everything of the last or running stance, and the strides so far. */
export class FixedThresholdFoot {
  strides = 0
  strideSum_s = 0
  /** Of the running stance: largest pressure of a sensor (unit of its gain), impulse, path of the centre of pressure. */
  peak = 0
  impulse_Ns = 0
  path_mm = 0
  private readonly period_s: number
  private readonly on_N: number
  private readonly off_N: number
  private readonly least_N: number
  private readonly pressureGain: Float64Array
  /** Shape [sensors][3]: force of one count and its moments about both axes. */
  private readonly gains: Float64Array
  private readonly b0: number
  private readonly b1: number
  private readonly a1: number
  private readonly a2: number
  private readonly filter = new Float64Array(2)
  private readonly last_mm = new Float64Array(2)
  private contact = false
  private sample = 0
  private start = -1
  private toe = 0

  constructor(settings: FixedThresholdSettings) {
    const { forceGain_N, x_mm, y_mm } = settings
    this.period_s = 1 / settings.rate_Hz
    this.on_N = settings.on_N
    this.off_N = settings.off_N
    this.least_N = settings.least_N
    const sensors = forceGain_N.length
    if (sensors % 2 === 1) throw new RangeError(`FixedThresholdFoot takes an even number of sensors, not ${sensors}: add one without gain`)
    this.pressureGain = settings.pressureGain
    this.gains = new Float64Array(3 * sensors)
    for (let k = 0; k < sensors; k++) this.gains.set([forceGain_N[k]!, forceGain_N[k]! * x_mm[k]!, forceGain_N[k]! * y_mm[k]!], 3 * k)
    const c = 1 / Math.tan((Math.PI * settings.lowPass_Hz) / settings.rate_Hz)
    const a0 = 1 + Math.SQRT2 * c + c * c
    this.b0 = 1 / a0
    this.b1 = 2 / a0
    this.a1 = (2 * (1 - c * c)) / a0
    this.a2 = (1 - Math.SQRT2 * c + c * c) / a0
  }

  /** Takes n frames; frame i's counts begin at `from + i * stride` of `counts`. */
  push(counts: Uint16Array, from: number, stride: number, n: number): void {
    const { gains, pressureGain, filter, last_mm, b0, b1, a1, a2, on_N, off_N, least_N, period_s } = this
    const sensors = pressureGain.length
    let z1 = filter[0]!
    let z2 = filter[1]!
    let lastX = last_mm[0]!
    let lastY = last_mm[1]!
    let { peak, impulse_Ns, path_mm, contact } = this
    for (let i = 0, at = from; i < n; i++, at += stride) {
      // Two sensors at a time, each with sums of its own: an addition waits for the one before it.
      let total = 0
      let mx = 0
      let my = 0
      let total2 = 0
      let mx2 = 0
      let my2 = 0
      for (let k = 0, g = 0; k < sensors; k += 2, g += 6) {
        const count = counts[at + k]!
        const count2 = counts[at + k + 1]!
        total += count * gains[g]!
        mx += count * gains[g + 1]!
        my += count * gains[g + 2]!
        total2 += count2 * gains[g + 3]!
        mx2 += count2 * gains[g + 4]!
        my2 += count2 * gains[g + 5]!
      }
      total += total2
      mx += mx2
      my += my2
      const x = total > least_N ? mx / total : 0
      const y = total > least_N ? my / total : 0
      const smooth = b0 * total + z1
      z1 = b1 * total - a1 * smooth + z2
      z2 = b0 * total - a2 * smooth
      path_mm += Math.sqrt((x - lastX) * (x - lastX) + (y - lastY) * (y - lastY))
      lastX = x
      lastY = y
      if (contact) {
        impulse_Ns += total * period_s
        // Only here: this comparison costs as much as all sums.
        for (let k = 0; k < sensors; k++) {
          const pressure = counts[at + k]! * pressureGain[k]!
          if (pressure > peak) peak = pressure
        }
        if (smooth < off_N) {
          contact = false
          this.toe = this.sample + i
        }
      } else if (smooth > on_N) {
        this.stride(this.sample + i)
        contact = true
        peak = impulse_Ns = path_mm = 0
      }
    }
    this.sample += n
    filter[0] = z1
    filter[1] = z2
    last_mm[0] = lastX
    last_mm[1] = lastY
    this.peak = peak
    this.impulse_Ns = impulse_Ns
    this.path_mm = path_mm
    this.contact = contact
  }

  private stride(at: number): void {
    if (this.start >= 0 && this.toe > this.start) {
      this.strides++
      this.strideSum_s += (at - this.start) * this.period_s
    }
    this.start = at
  }
}
