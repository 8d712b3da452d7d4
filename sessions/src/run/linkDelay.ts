/** About 10 s of packets of two insoles. */
const KEPT = 256

/**
 * How long samples take from the insole's sensors to this host, as far as the clocks are known: for each packet, when it came minus the time
 * of its middle sample on the host's clock. Samples that were had back later do not count.
 */
export class LinkDelay {
  private readonly delays_s: number[] = []
  private next = 0

  add(delay_s: number): void {
    this.delays_s[this.next] = delay_s
    this.next = (this.next + 1) % KEPT
  }

  /** The median of the newest packets, ms; null before the first. */
  median_ms(): number | null {
    const sorted = this.delays_s.toSorted((a, b) => a - b)
    return sorted.length === 0 ? null : 1000 * sorted[sorted.length >> 1]!
  }
}
