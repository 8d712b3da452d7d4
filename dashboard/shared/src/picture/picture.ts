/** A colour by its name in tokens.css: the page has it in two schemes, paper in the light one. A pressure has the same colour everywhere. */
export type Ink =
  'text' | 'text2' | 'text3' | 'left' | 'leftT' | 'right' | 'rightT' | 'grid' | 'axis' | 'foot' | 'footEdge' | 'surface' | `#${string}`

/** What a picture is made of; `d` is the path of an SVG. */
export type Shape =
  | {
      readonly kind: 'path'
      readonly d: string
      readonly fill?: Ink
      readonly stroke?: Ink
      readonly width?: number
      readonly dash?: readonly [on: number, off: number]
      readonly opacity?: number
    }
  | {
      readonly kind: 'text'
      readonly x: number
      /** Of the base line. */
      readonly y: number
      readonly words: string
      readonly ink: Ink
      readonly anchor: 'start' | 'middle' | 'end'
      readonly bold?: boolean
    }
  /** What of `shapes` lies within the path. */
  | { readonly kind: 'within'; readonly d: string; readonly shapes: readonly Shape[] }

/** Drawn alike on the page (as SVG) and on paper (into a PDF). Lengths are points: 1/72 inch on paper. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** For who does not see it. */
  readonly spoken: string
  readonly shapes: readonly Shape[]
}

/** Text in pictures. */
export const TEXT_SIZE = 7.5

const point = (v: number): string => v.toFixed(2)
export const line = (x1: number, y1: number, x2: number, y2: number): string => `M${point(x1)} ${point(y1)}L${point(x2)} ${point(y2)}`
export const box = (x: number, y: number, width: number, height: number): string =>
  `M${point(x)} ${point(y)}H${point(x + width)}V${point(y + height)}H${point(x)}Z`
export const circle = (x: number, y: number, r: number): string =>
  `M${point(x - r)} ${point(y)}A${r} ${r} 0 1 0 ${point(x + r)} ${point(y)}A${r} ${r} 0 1 0 ${point(x - r)} ${point(y)}Z`
