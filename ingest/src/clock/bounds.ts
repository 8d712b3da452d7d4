/**
 * One-sided observations of theta(x) = host time - device time at device time x: no message arrives before it was sent. Ascending x.
 * Lower bounds: a command left the host at h and reached the device at x, so theta(x) >= h - x.
 * Upper bounds: what left the device at x arrived at h, so theta(x) <= h - x.
 */
export interface Bounds {
  readonly x_s: number[]
  readonly y_s: number[]
}

/** What is known of one insole's clock between two steps of clocks: from commands (host to device), their responses, and arrivals of packets. */
export interface Evidence {
  readonly lower: Bounds
  readonly upper: Bounds
  readonly arrivals: Bounds
}

export const noBounds = (): Bounds => ({ x_s: [], y_s: [] })

export const noEvidence = (): Evidence => ({ lower: noBounds(), upper: noBounds(), arrivals: noBounds() })

/** A bound that is not later than the newest is left out: readings come in order. */
export function addBound(bounds: Bounds, x_s: number, y_s: number): void {
  const last = bounds.x_s.length - 1
  if (last >= 0 && x_s <= (bounds.x_s[last] as number)) return
  bounds.x_s.push(x_s)
  bounds.y_s.push(y_s)
}

export function forgetAfter(bounds: Bounds, x_s: number): void {
  while (bounds.x_s.length > 0 && (bounds.x_s.at(-1) as number) > x_s) {
    bounds.x_s.pop()
    bounds.y_s.pop()
  }
}

/** Forgets what is older than `x_s`, but keeps the newest `keep`. */
export function forgetBefore(bounds: Bounds, x_s: number, keep = 0): void {
  let old = 0
  while (old < bounds.x_s.length - keep && (bounds.x_s[old] as number) < x_s) old++
  bounds.x_s.splice(0, old)
  bounds.y_s.splice(0, old)
}

export interface Support {
  readonly slope: number
  /** Mean distance of the bounds from the line. */
  readonly slack_s: number
  readonly n: number
  readonly span_s: number
}

/**
 * Slope of the line that lies on one side of all bounds and nearest to them on the whole: the edge of their convex hull over the mean
 * abscissa (Moon, Skelly, Towsley 1999, doi:10.1109/INFCOM.1999.749287). `sign` 1: above lower bounds, -1: below upper bounds. null: too
 * few.
 */
export function support(bounds: Bounds, sign: 1 | -1): Support | null {
  const n = bounds.x_s.length
  if (n < 3) return null
  const hull: number[] = []
  let sumX = 0
  let sumY = 0
  for (let i = 0; i < n; i++) {
    sumX += x(i)
    sumY += y(i)
    while (hull.length > 1 && turnsUp(hull.at(-2) as number, hull.at(-1) as number, i)) hull.pop()
    hull.push(i)
  }
  const meanX = sumX / n
  const right = Math.max(
    1,
    hull.findIndex((i) => x(i) >= meanX),
  )
  const [from, to] = [hull[right - 1] as number, hull[right]]
  const span_s = x(n - 1) - x(0)
  if (to === undefined || !(x(to) > x(from))) return null
  const slope = (y(to) - y(from)) / (x(to) - x(from))
  const slack_s = y(from) + slope * (meanX - x(from)) - sumY / n
  return { slope: sign * slope, slack_s, n, span_s }

  function x(i: number): number {
    return bounds.x_s[i] as number
  }
  function y(i: number): number {
    return sign * (bounds.y_s[i] as number)
  }
  function turnsUp(a: number, b: number, c: number): boolean {
    return (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a)) >= 0
  }
}
