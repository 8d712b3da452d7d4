import {
  METRICS,
  SIDES,
  STRIDE_METRICS,
  STRIDE_METRIC_NAMES,
  type Figure,
  type GaitEvent,
  type MetricName,
  type Side,
  type Statistic,
  type Stride,
} from '@solestream/processing/model'
import type { ExportBlock, ExportSession } from './model.ts'

export interface Column {
  readonly name: string
  readonly type: 'f64' | 'f32' | 'i32' | 'bool' | 'text'
  readonly unit: string
  readonly description: string
}
/** A column of rows; null and NaN: there is none. */
export type Cells = Float64Array | Float32Array | Int32Array | readonly (string | number | boolean | null)[]

const column = (name: string, type: Column['type'], unit: string, description: string): Column => ({ name, type, unit, description })

/** `force` in newtons, or in the unit of what is not calibrated. */
export function sampleColumns(session: ExportSession, side: Side): readonly Column[] {
  const insole = session.insoles.find((one) => one.side === side)
  const calibrated = session.about.unavailable['peakForce_N'] === undefined
  // The project's own insoles count; other files may hold anything.
  const counted = !session.about.source.startsWith('import:') || session.about.source.startsWith('import:solestream')
  const cop = insole?.layout.geometry === 'mm' ? 'mm' : 'ratio'
  return [
    column('time_s', 'f64', 's', "seconds on the session's clock, from its start"),
    column('sequence', 'f64', '', 'counts samples as they are taken; a jump is a loss'),
    column('force', 'f32', calibrated ? 'N' : (insole?.layout.unit ?? 'raw'), 'sum over the sensors'),
    column('cop_x', 'f32', cop, 'centre of pressure, from the line of heel centre and second toe, lateral is positive'),
    column('cop_y', 'f32', cop, 'centre of pressure, from the back of the heel toward the toes'),
    ...Array.from({ length: insole?.sensors ?? 0 }, (_, k) =>
      column(
        `sensor_${k + 1}`,
        counted ? 'i32' : 'f32',
        'count',
        `as the insole counts it; ${insole!.layout.sensors[k]?.region ?? 'region not known'}`,
      ),
    ),
  ]
}

export function sampleCells(block: ExportBlock): readonly Cells[] {
  const { n, sensors, sequence, time_s, counts, force, copX, copY } = block
  return [
    time_s.subarray(0, n),
    Float64Array.from({ length: n }, (_, i) => sequence + i),
    force.subarray(0, n),
    copX.subarray(0, n),
    copY.subarray(0, n),
    ...Array.from({ length: sensors }, (_, k) => counts.subarray(k * n, (k + 1) * n)),
  ]
}

export const EVENT_COLUMNS: readonly Column[] = [
  column('time_s', 'f64', 's', "seconds on the session's clock"),
  column('kind', 'text', '', 'initial-contact, foot-flat, heel-off or toe-off'),
  column('side', 'text', '', 'left or right'),
  column('confidence', 'f64', '', '0 to 1; below 0.5 bracketed by a gap or otherwise doubtful'),
]
export const eventCells = (events: readonly GaitEvent[]): readonly Cells[] => [
  events.map((e) => e.time_s),
  events.map((e) => e.kind),
  events.map((e) => e.side),
  events.map((e) => e.confidence),
]

export const STRIDE_COLUMNS: readonly Column[] = [
  column('side', 'text', '', 'left or right'),
  column('start_s', 'f64', 's', 'initial contact'),
  column('toeOff_s', 'f64', 's', 'toe-off'),
  column('end_s', 'f64', 's', 'next initial contact of the same foot'),
  column('valid', 'bool', '', 'whether it counts in the summary'),
  column('excludedBecause', 'text', '', 'why it does not'),
  ...STRIDE_METRIC_NAMES.map((name) => column(name, 'f64', STRIDE_METRICS[name].unit, STRIDE_METRICS[name].definition)),
]
export const strideCells = (strides: readonly Stride[]): readonly Cells[] =>
  STRIDE_COLUMNS.map(({ name }) =>
    strides.map((stride) => (stride as unknown as Record<string, string | number | boolean | null>)[name] ?? null),
  )

export const SUMMARY_COLUMNS: readonly Column[] = [
  column('metric', 'text', '', 'as in the dictionary'),
  column('of', 'text', '', 'left, right, both or asymmetry (positive: left is larger)'),
  column('unit', 'text', '', 'of all values of the row'),
  column('n', 'f64', '', 'what it rests on'),
  column('rejected', 'f64', '', 'strides that were left out'),
  column('median', 'f64', '', 'of strides; of a figure of the whole session its value'),
  column('mean', 'f64', '', 'of strides'),
  column('sd', 'f64', '', 'standard deviation of strides'),
  column('cv_percent', 'f64', '%', '100 SD / mean'),
  column('ci95_low', 'f64', '', '95 % interval of the mean, of a figure of its value'),
  column('ci95_high', 'f64', '', 'its upper end'),
]

export function summaryCells({ result: { summary } }: ExportSession): readonly Cells[] {
  const rows: (string | number | null)[][] = []
  for (const metric of Object.keys(METRICS) as MetricName[]) {
    const found = summary[metric]
    if (found === undefined) continue
    for (const of of [...SIDES, 'both'] as const) {
      const one: Statistic | Figure | undefined = found[of]
      if (one !== undefined) rows.push([metric, of, METRICS[metric].unit, ...numbers(one)])
    }
    const asymmetry = 'asymmetry_percent' in found ? found.asymmetry_percent : undefined
    if (asymmetry)
      rows.push([metric, 'asymmetry', '%', asymmetry.n, null, asymmetry.value, null, null, null, ...(asymmetry.ci95 ?? [null, null])])
  }
  return SUMMARY_COLUMNS.map((_, k) => rows.map((row) => row[k] ?? null))
}

function numbers(one: Statistic | Figure): (number | null)[] {
  const [low, high] = one.ci95 ?? [null, null]
  if (!('median' in one)) return [one.n, null, one.value, null, null, null, low, high]
  return [one.n, one.rejected, one.median, one.mean, one.sd, one.cv_percent ?? null, low, high]
}
