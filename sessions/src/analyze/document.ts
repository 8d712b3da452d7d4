import type { SensorUnit } from '@solestream/firmware-protocol'
import type { Findings } from '@solestream/processing/analysis'
import {
  BALANCE_METRIC_NAMES,
  calibrationUse,
  SIDES,
  STRIDE_METRIC_NAMES,
  type BalanceMetricName,
  type Side,
  type Stride,
} from '@solestream/processing/model'
import type { Analysis } from './analysis.ts'
import { areCalibrated } from './calibrated.ts'
import { analysisFindings } from './findings.ts'

/** What `analyze --json` prints; the interface that users' scripts rely on. */
export type AnalyzeDocument = Readonly<Record<string, unknown>>

const rounded = (value: number, digits: number): number => {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
/** Times to 0.1 ms and figures to six significant digits: below what any insole can tell. */
const time = (value: number): number => rounded(value, 4)
const figure = (value: number): number => Number(value.toPrecision(6))

const figures = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) ? figure(value) : null
  if (Array.isArray(value)) return value.map(figures)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, figures(v)]))
  return value
}

function strideDocument(stride: Stride): Record<string, unknown> {
  const document: Record<string, unknown> = {
    side: stride.side,
    start_s: time(stride.start_s),
    toeOff_s: stride.toeOff_s === null ? null : time(stride.toeOff_s),
    end_s: time(stride.end_s),
    valid: stride.valid,
    excludedBecause: stride.excludedBecause,
    stance_s: null,
    swing_s: null,
  }
  for (const name of STRIDE_METRIC_NAMES) {
    const value = stride[name]
    if (value !== undefined) document[name] = name.endsWith('_s') ? time(value) : figure(value)
  }
  return document
}

/** Each side of the recording: what was received, at which effective rate, with which gaps. */
function sideDocuments(analysis: Analysis): Record<string, unknown> {
  const sides: Record<string, unknown> = {}
  for (const insole of analysis.insoles) {
    const quality = analysis.quality.sides[insole.side]
    sides[insole.side] = {
      sensors: insole.sensors,
      samples: quality?.samples ?? 0,
      rate_Hz: rounded(quality?.rate_Hz ?? insole.rate_Hz, 3),
      gaps: (quality?.gaps ?? []).map((g) => ({ from_s: time(g.from_s), to_s: time(g.to_s), samples: g.samples })),
    }
  }
  return sides
}

const hundredth = (value: number | null): number | null => value && rounded(value, 2)

/** What the force of each side rests on; null: no calibration. */
const calibrationDocument = (analysis: Analysis): Record<string, unknown> =>
  Object.fromEntries(analysis.insoles.map((insole) => [insole.side, figures(calibrationUse(insole))]))

function qualityDocument({ quality, insoles }: Analysis): Record<string, unknown> {
  const sensors = (list: 'deadSensors' | 'stuckSensors') =>
    SIDES.flatMap((side) =>
      (quality.sides[side]?.[list] ?? []).map((sensor) => ({
        side,
        sensor: sensor + 1,
        region: insoles.find((i) => i.side === side)?.layout.sensors[sensor]?.region ?? 'unknown',
      })),
    )
  const of = <T>(pick: (side: Side) => T | undefined): T[] => SIDES.flatMap((s) => pick(s) ?? [])
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  return {
    lostSamples: sum(of((s) => quality.sides[s]?.lostSamples)),
    recoveredSamples: sum(of((s) => quality.sides[s]?.recoveredSamples)),
    coverage_percent: rounded(quality.coverage_percent, 3),
    saturatedSamples: sum(of((s) => quality.sides[s]?.saturatedSamples)),
    baselineDrift_percent: Object.fromEntries(
      SIDES.flatMap((s) => {
        const side = quality.sides[s]
        return side ? [[s, side.baselineDrift_percent === null ? null : rounded(side.baselineDrift_percent, 2)]] : []
      }),
    ),
    deadSensors: sensors('deadSensors'),
    stuckSensors: sensors('stuckSensors'),
    clockError_ms: quality.clockError_ms && {
      left: hundredth(quality.clockError_ms.left),
      right: hundredth(quality.clockError_ms.right),
      leftRight: hundredth(quality.clockError_ms.leftRight),
    },
  }
}

export function analyzeDocument(
  analysis: Analysis,
  version: string,
  { findings, silent }: Findings = analysisFindings(analysis),
): AnalyzeDocument {
  const [first] = analysis.insoles
  const calibrated = areCalibrated(analysis.insoles)
  const unit: SensorUnit | 'mm' = first === undefined ? 'mm' : calibrated ? (first.calibration?.unit ?? 'raw') : first.layout.unit
  return {
    solestream: version,
    format: analysis.format,
    task: analysis.task,
    mode: analysis.mode,
    algorithm: analysis.algorithm,
    recording: {
      duration_s: rounded(duration_s(analysis), 4),
      unit,
      calibrated,
      calibration: calibrationDocument(analysis),
      ...(first ? { layout: { id: first.layout.id, geometry: first.layout.geometry } } : {}),
      sides: sideDocuments(analysis),
    },
    events: analysis.events.map((e) => ({
      kind: e.kind,
      side: e.side,
      time_s: time(e.time_s),
      ...(e.detected_s === undefined ? {} : { detected_s: time(e.detected_s) }),
      ...(e.revised_s === undefined ? {} : { revised_s: time(e.revised_s) }),
      confidence: rounded(e.confidence, 3),
    })),
    strides: analysis.strides.map(strideDocument),
    summary: figures(analysis.summary),
    balance: balanceDocument(analysis),
    curves: figures(analysis.curves),
    findings: figures(findings),
    silentRules: silent,
    unavailable: analysis.unavailable,
    quality: qualityDocument(analysis),
  }
}

/** One number a metric of standing; null where it can't be had: `unavailable` says why. */
function balanceDocument({ balance, summary }: Analysis): Record<string, number | null> | null {
  if (balance === null) return null
  const value = (metric: BalanceMetricName): number | null => {
    const found = summary[metric]?.both?.value
    return found === undefined ? null : figure(found)
  }
  return { duration_s: time(balance.duration_s), ...Object.fromEntries(BALANCE_METRIC_NAMES.map((m) => [m, value(m)])) }
}

/** Rows expected / rate: of a file by its rows, of live insoles by the longer of both. */
function duration_s({ facts, quality, lastSample_s }: Analysis): number {
  if (facts) return (facts.rows + facts.lostRows) / facts.effectiveRate_Hz
  const each = SIDES.flatMap((s) => {
    const side = quality.sides[s]
    return side && side.rate_Hz ? [(side.samples + side.lostSamples) / side.rate_Hz] : []
  })
  return each.length > 0 ? Math.max(...each) : lastSample_s
}
