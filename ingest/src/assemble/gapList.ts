/** The newest gaps of one boot, to tell a late sample from a repeated one. Positions count on without wrap. */
export interface GapList {
  add(from: number, count: number): void
  /** How many of the samples are in a gap. */
  within(from: number, count: number): number
  clear(): void
}

const KEPT = 64

export function createGapList(): GapList {
  let gaps: { readonly from: number; readonly to: number }[] = []
  return {
    add(from, count) {
      gaps = [...gaps.slice(1 - KEPT), { from, to: from + count }]
    },
    within(from, count) {
      return gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.to, from + count) - Math.max(gap.from, from)), 0)
    },
    clear() {
      gaps = []
    },
  }
}
