/** Closed outlines in millimetres, right foot: x + lateral, y from the heel's back toward the toes. */
export type Point = readonly [x_mm: number, y_mm: number]

/** A neutral foot for layouts that bring no outline of their own: 268 mm long, 97 mm wide at the ball. */
export const GENERIC_OUTLINE: readonly Point[] = [
  [0, 0], [-17, 3], [-28, 15], [-33, 36], [-32.5, 62], [-29, 90], [-26.5, 118], [-30, 146], [-39, 172], [-45.5, 196], [-47, 219],
  [-44.5, 240], [-37, 256], [-24, 266], [-7, 268], [10, 263.5], [25, 253], [37, 237], [45, 216], [49.5, 192], [50, 166], [46, 138],
  [42, 110], [39, 82], [36.5, 56], [33.5, 34], [27.5, 14], [16.5, 3],
] // prettier-ignore

export interface Box {
  readonly minX: number
  readonly maxX: number
  readonly minY: number
  readonly maxY: number
}

export function boxOf(points: readonly Point[]): Box {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of points) {
    minX = Math.min(minX, x)
    maxX = Math.max(maxX, x)
    minY = Math.min(minY, y)
    maxY = Math.max(maxY, y)
  }
  return { minX, maxX, minY, maxY }
}

/** The outline as an SVG path: a closed Catmull-Rom spline as cubic Beziers, tension 1/6, through `place`d points. */
export function outlinePath(points: readonly Point[], place: (p: Point) => Point): string {
  const placed = points.map(place)
  const n = placed.length
  const at = (i: number): Point => placed[(i + n) % n]!
  const number = (v: number): string => v.toFixed(2)
  let path = `M${number(at(0)[0])} ${number(at(0)[1])}`
  for (let i = 0; i < n; i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const c1 = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6]
    const c2 = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6]
    path += `C${[...c1, ...c2, ...to].map(number).join(' ')}`
  }
  return `${path}Z`
}
