import type { InsoleLayout } from '../../model/index.ts'

type Point = readonly [x: number, y: number]

/** Where the outline crosses the line through `at` with direction `along`: distances along it from `at`, ascending. */
export function crossings(outline: readonly Point[], at: Point, along: Point): number[] {
  const found: number[] = []
  for (let i = 0; i < outline.length; i++) {
    const a = outline[i]!
    const b = outline[(i + 1) % outline.length]!
    const sideA = across(a, at, along)
    const sideB = across(b, at, along)
    if (sideA < 0 === sideB < 0) continue
    const share = sideA / (sideA - sideB)
    const [x, y] = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
    found.push((x - at[0]) * along[0] + (y - at[1]) * along[1])
  }
  return found.sort((p, q) => p - q)
}

/** Signed distance of p from the line through `at` along a unit direction. */
const across = (p: Point, at: Point, along: Point): number => (p[0] - at[0]) * along[1] - (p[1] - at[1]) * along[0]

/** Medial and lateral edge at a height: of the outline; without one the insole's half width on either side of its axis. */
export function edgesAt({ outline, width_mm }: InsoleLayout, y: number): readonly [medial: number, lateral: number] {
  const found = crossings(outline, [0, y], [1, 0])
  return found.length >= 2 ? [found[0]!, found[found.length - 1]!] : [-width_mm / 2, width_mm / 2]
}

/** Convex hull, counter-clockwise from the leftmost point (Andrew's monotone chain, doi:10.1016/0020-0190(79)90072-3). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly Point[]): Point[] => {
    const hull: Point[] = []
    for (const p of list) {
      while (hull.length >= 2 && turn(hull[hull.length - 2]!, hull[hull.length - 1]!, p) <= 0) hull.pop()
      hull.push(p)
    }
    hull.pop()
    return hull
  }
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.toReversed())]
}

const turn = (a: Point, b: Point, c: Point): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

/** Area of a closed polygon (shoelace formula), positive when it runs counter-clockwise. */
export function polygonArea(points: readonly Point[]): number {
  let twice = 0
  points.forEach(([x, y], i) => {
    const [u, v] = points[(i + 1) % points.length]!
    twice += x * v - u * y
  })
  return twice / 2
}

export function polygonPerimeter(points: readonly Point[]): number {
  return points.reduce((sum, [x, y], i) => {
    const [u, v] = points[(i + 1) % points.length]!
    return sum + Math.hypot(u - x, v - y)
  }, 0)
}
