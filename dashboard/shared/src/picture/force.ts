import type { Side } from '@solestream/processing/model'
import { bandPath, linePath, niceStep, type Points } from './bandPath.ts'
import { line, TEXT_SIZE, type Picture, type Shape } from './picture.ts'

export interface ForceBand {
  readonly mean: Points
  readonly sd: Points
}

/** One curve of a picture: the first of them is drawn full with its band, the second broken. */
export interface ForceTrace {
  readonly side: Side
  /** What it is, for who does not see it. */
  readonly words: string
  readonly curves: readonly ForceBand[]
}

const [LEFT, RIGHT, TOP, BOTTOM] = [26, 14, 6, 14]
const TICKS = [0, 25, 50, 75, 100]
const SPACE = '\u00a0'

/** Mean force over the stance, a picture a foot, all on the same axes; `number` writes the ticks. */
export function forcePictures(
  traces: readonly ForceTrace[],
  size: { readonly width: number; readonly height: number },
  number: (value: number, decimals: number) => string,
): readonly Picture[] {
  const { width, height } = size
  const top = Math.max(...traces.flatMap(({ curves }) => curves.flatMap(({ mean, sd }) => mean.map((m, k) => (m ?? 0) + (sd[k] ?? 0)))))
  const step = niceStep(Math.max(top, 1e-9), 3)
  const most = step * Math.ceil(top / step)
  const x = (percent: number): number => LEFT + (percent / 100) * (width - LEFT - RIGHT)
  const y = (value: number): number => height - BOTTOM - (Math.max(0, value) / most) * (height - TOP - BOTTOM)
  const place = (percent: number, value: number) => [x(percent), y(value)] as const
  const levels = Array.from({ length: Math.round(most / step) + 1 }, (_, k) => k * step)
  const axes: readonly Shape[] = [
    ...levels.flatMap((level): Shape[] => [
      { kind: 'path', d: line(LEFT, y(level), width - RIGHT, y(level)), stroke: level === 0 ? 'axis' : 'grid', width: 0.7 },
      { kind: 'text', x: LEFT - 4, y: y(level) + 0.35 * TEXT_SIZE, words: number(level, step < 1 ? 1 : 0), ink: 'text2', anchor: 'end' },
    ]),
    ...TICKS.map((percent): Shape => ({
      kind: 'text',
      x: x(percent),
      y: height - 3,
      words: percent === 100 ? `100${SPACE}%` : String(percent),
      ink: 'text2',
      anchor: 'middle',
    })),
  ]
  return traces.map(({ side, words, curves }) => ({
    width,
    height,
    spoken: words,
    shapes: [
      ...axes,
      ...curves.slice(0, 1).map(({ mean, sd }): Shape => ({ kind: 'path', d: bandPath(mean, sd, place), fill: side, opacity: 0.2 })),
      ...curves.map(({ mean }, k): Shape => ({
        kind: 'path',
        d: linePath(mean, place),
        stroke: k === 0 ? side : 'text2',
        width: k === 0 ? 1.5 : 1.1,
        ...(k > 0 && { dash: [3, 2] as const }),
      })),
    ],
  }))
}
