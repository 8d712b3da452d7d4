import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { openRecording } from '@solestream/ingest/recordings'
import type { Side } from '@solestream/processing/model'

/** A gaitpdb recording as its lines, to be cut where a live session began and ended. */
export interface Walk {
  readonly lines: readonly string[]
  /** Values of one foot, shape [rows][8], in N. */
  readonly values: { readonly [S in Side]: Float64Array }
}

export const SENSORS = 8

export function readWalk(file: string): Walk {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const values = { left: new Float64Array(lines.length * SENSORS), right: new Float64Array(lines.length * SENSORS) }
  lines.forEach((line, row) => {
    const cells = line.trim().split(/\s+/).map(Number)
    for (let k = 0; k < SENSORS; k++) {
      values.left[row * SENSORS + k] = cells[1 + k] ?? NaN
      values.right[row * SENSORS + k] = cells[1 + SENSORS + k] ?? NaN
    }
  })
  return { lines, values }
}

/** What the journal holds of one foot. */
export interface Kept {
  readonly samples: number
  /** Samples missing between the first and the last, by the insole's own count. */
  readonly missing: number
  /** Rows of the walk, first and last, when every value is that of the walk, row by row; null: something differs. */
  readonly rows: { readonly first: number; readonly last: number } | null
}

/** Reads a journal that is still being written, up to what is in the file now. */
export async function keptIn(journal: string, copy: string, walk: Walk): Promise<{ readonly [S in Side]: Kept }> {
  copyFileSync(journal, copy)
  const recording = await openRecording(copy)
  const values: Record<Side, number[]> = { left: [], right: [] }
  const missing = { left: 0, right: 0 }
  const next: Partial<Record<Side, number>> = {}
  for await (const block of recording.blocks()) {
    const { scale, offset } = recording.insoles.find((i) => i.side === block.side)?.layout ?? { scale: NaN, offset: NaN }
    missing[block.side] += block.sequence - (next[block.side] ?? block.sequence)
    next[block.side] = block.sequence + block.n
    for (let i = 0; i < block.n; i++)
      for (let k = 0; k < SENSORS; k++) values[block.side].push(offset + scale * (block.counts[k * block.n + i] ?? NaN))
  }
  const kept = (side: Side): Kept => {
    const samples = values[side].length / SENSORS
    return { samples, missing: missing[side], rows: placed(values[side], walk.values[side]) }
  }
  return { left: kept('left'), right: kept('right') }
}

/** Where in the walk these values lie, all of them equal to half of the file's last decimal. */
function placed(values: readonly number[], walk: Float64Array): Kept['rows'] {
  const rows = values.length / SENSORS
  for (let first = 0; first + rows <= walk.length / SENSORS; first++) {
    if (values.every((value, i) => Math.abs(value - (walk[first * SENSORS + i] ?? NaN)) < 0.005)) return { first, last: first + rows - 1 }
  }
  return null
}

/** Rows first..last as a recording of its own. */
export function cut(walk: Walk, first: number, last: number, file: string): void {
  writeFileSync(file, `${walk.lines.slice(first, last + 1).join('\n')}\n`)
}
