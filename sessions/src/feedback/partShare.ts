import { footParts, midSwing_s, PartSums } from '@solestream/processing/analysis'
import type { ForceBlock } from '@solestream/processing/graph'
import type { GaitEvent, InsoleDescription } from '@solestream/processing/model'

/** Two strides at 400 Hz, and a little. */
const KEPT = 2048

/**
 * The share of heel or forefoot in the force-time integral of one foot's newest stance, in percent. Loads are above the foot's own mean of the
 * mid-swing before, so that neither unit nor resting load matters. Of one insole, sample by sample as they come.
 */
export class PartShare {
  private readonly sums: PartSums | null
  readonly unavailable: string | null
  private readonly time_s = new Float64Array(KEPT)
  private readonly part = new Float64Array(KEPT)
  private readonly force = new Float64Array(KEPT)
  private readonly which: 'heel' | 'forefoot'
  private n = 0
  private contact_s: number | null = null
  private toeOff_s: number | null = null

  constructor(insole: InsoleDescription, which: 'heel' | 'forefoot') {
    const parts = footParts(insole.layout, insole.sensors)
    this.which = which
    this.unavailable = typeof parts === 'string' ? parts : null
    this.sums = typeof parts === 'string' ? null : new PartSums(insole, parts)
  }

  add({ block, force }: ForceBlock): void {
    if (this.sums === null) return
    const part = this.sums.add(block)[this.which]
    for (let i = 0; i < block.n; i++, this.n++) {
      const at = this.n % KEPT
      this.time_s[at] = block.time_s[i]!
      this.part[at] = part[i]!
      this.force[at] = force[i]!
    }
  }

  /** Of the stance that this toe-off ends; null for other events and where the swing before it is not known. */
  event({ kind, time_s }: GaitEvent): number | null {
    if (kind === 'initial-contact') this.contact_s = time_s
    if (kind !== 'toe-off') return null
    const [before_s, contact_s] = [this.toeOff_s, this.contact_s]
    this.toeOff_s = time_s
    if (before_s === null || contact_s === null || !(before_s < contact_s && contact_s < time_s)) return null
    const rest = this.mean(...midSwing_s({ end_s: contact_s }, before_s))
    const stance = this.mean(contact_s, time_s)
    const share = (100 * (stance.part - rest.part)) / (stance.force - rest.force)
    return Number.isFinite(share) ? Math.min(100, Math.max(0, share)) : null
  }

  private mean(from_s: number, to_s: number): { readonly part: number; readonly force: number } {
    let [part, force, n] = [0, 0, 0]
    for (let k = Math.max(0, this.n - KEPT); k < this.n; k++) {
      const at = k % KEPT
      if (this.time_s[at]! < from_s || this.time_s[at]! >= to_s) continue
      part += this.part[at]!
      force += this.force[at]!
      n++
    }
    return { part: part / n, force: force / n }
  }
}
