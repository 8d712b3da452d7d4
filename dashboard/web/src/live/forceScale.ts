/** Their halves are round too: the axis has a tick there. */
const STEPS = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10]

/** Top of the force axis: a round number that only grows, so that the same force stays at the same height. */
export function forceTop(current: number, peak: number): number {
  if (peak <= current) return current
  const wanted = peak * 1.05
  const decade = 10 ** Math.floor(Math.log10(wanted))
  return (STEPS.find((step) => step * decade >= wanted) ?? 10) * decade
}
