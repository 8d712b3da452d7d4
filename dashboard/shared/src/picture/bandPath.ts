/** Pictures of curves that have a value at 0, 1, ... 100 % of the stance, null where too few stances have one. */
export type Points = readonly (number | null)[]

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`

/** Runs of neighbours that are there, as [from, to) of their positions. */
function runs(points: Points): (readonly [from: number, to: number])[] {
  const found: [number, number][] = []
  for (let k = 0; k < points.length; k++) {
    if (points[k] === null) continue
    const last = found.at(-1)
    if (last !== undefined && last[1] === k) last[1] = k + 1
    else found.push([k, k + 1])
  }
  return found
}

/** A line through the points, broken where there is none; `place` takes percent and value to the picture. */
export function linePath(points: Points, place: (percent: number, value: number) => readonly [x: number, y: number]): string {
  return runs(points)
    .map(([from, to]) =>
      points
        .slice(from, to)
        .map((value, k) => `${k === 0 ? 'M' : 'L'}${at(...place(from + k, value!))}`)
        .join(''),
    )
    .join('')
}

/** The area between mean - SD and mean + SD. */
export function bandPath(mean: Points, sd: Points, place: (percent: number, value: number) => readonly [x: number, y: number]): string {
  const both = mean.map((m, k) => (m === null || sd[k] === null || sd[k] === undefined ? null : m))
  return runs(both)
    .map(([from, to]) => {
      const upper: string[] = []
      const lower: string[] = []
      for (let k = from; k < to; k++) {
        upper.push(at(...place(k, mean[k]! + sd[k]!)))
        lower.push(at(...place(k, mean[k]! - sd[k]!)))
      }
      return `M${[...upper, ...lower.reverse()].join('L')}Z`
    })
    .join('')
}

/** 1, 2 or 5 times a power of ten, so that about `wanted` steps make `range`. */
export function niceStep(range: number, wanted: number): number {
  const rough = range / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  return (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1) * power
}
