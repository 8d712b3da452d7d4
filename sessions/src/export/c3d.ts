import type { GaitEvent, Side } from '@solestream/processing/model'
import { encodeC3d } from './c3dFile.ts'
import type { ExportBlock, ExportFormat, ExportSession, Target } from './model.ts'

/** A file holds so much: what the format has room for, events and frames. */
const PART_S = 120
const LABELS: { readonly [K in GaitEvent['kind']]?: string } = { 'initial-contact': 'Foot Strike', 'toe-off': 'Foot Off' }
const letter = (side: Side): string => (side === 'left' ? 'L' : 'R')
const context = (side: Side): string => (side === 'left' ? 'Left' : 'Right')

interface Channels {
  readonly labels: string[]
  readonly units: string[]
  readonly descriptions: string[]
  /** Where a foot's channels begin: force, then its sensors. */
  readonly from: { [S in Side]?: number }
}

function channelsOf(session: ExportSession): Channels {
  const made: Channels = { labels: [], units: [], descriptions: [], from: {} }
  const add = (label: string, unit: string, description: string): void => {
    made.labels.push(label)
    made.units.push(unit)
    made.descriptions.push(description)
  }
  for (const { side, sensors, layout } of session.insoles) {
    made.from[side] = made.labels.length
    add(
      `${letter(side)}_FORCE`,
      session.about.unavailable['peakForce_N'] === undefined ? 'N' : layout.unit,
      `${side} foot, sum of all sensors`,
    )
    for (let k = 0; k < sensors; k++)
      add(`${letter(side)}_${k + 1}`, 'count', `${side} sensor ${k + 1}: ${layout.sensors[k]?.region ?? 'region not known'}`)
  }
  return made
}

/**
 * C3D wants evenly spaced samples, and both feet on one clock: each channel is drawn from its foot's own samples by a straight line between
 * neighbours, never over a gap (NaN there). Parts of two minutes, the first from 0; events of a part are on its own clock.
 */
export const c3d: ExportFormat = {
  name: 'c3d',
  async write(session, target) {
    const folder = session.about.session
    await target.text(`${folder}/session.json`, `${JSON.stringify(session.about, null, 1)}\n`)
    if (!session.hasSamples) return
    const channels = channelsOf(session)
    const rate_Hz = Math.ceil(Math.max(...session.insoles.map((insole) => insole.rate_Hz)))
    const samples = new Map<number, Float32Array>()
    const last = new Map<Side, { time_s: number; values: Float32Array }>()
    const events = await session.run((block) => resample(block, { session, channels, rate_Hz, samples, last }))
    for (const [part, values] of [...samples].sort(([a], [b]) => a - b)) {
      const [from_s, to_s] = [part * PART_S, (part + 1) * PART_S]
      await writePart(session, target, {
        part,
        rate_Hz,
        channels,
        values,
        events: events.filter((e) => e.time_s >= from_s && e.time_s < to_s),
      })
    }
  },
}

interface Grid {
  readonly session: ExportSession
  readonly channels: Channels
  readonly rate_Hz: number
  /** By part. */
  readonly samples: Map<number, Float32Array>
  readonly last: Map<Side, { time_s: number; values: Float32Array }>
}

function resample({ side, n, sensors, time_s, counts, force }: ExportBlock, { session, channels, rate_Hz, samples, last }: Grid): void {
  const width = channels.labels.length
  const from = channels.from[side]!
  const period_s = 1 / session.insoles.find((insole) => insole.side === side)!.rate_Hz
  for (let i = 0; i < n; i++) {
    const now_s = time_s[i]!
    const values = Float32Array.from({ length: sensors + 1 }, (_, k) => (k === 0 ? force[i]! : counts[(k - 1) * n + i]!))
    const before = last.get(side)
    last.set(side, { time_s: now_s, values })
    // Over a gap there is nothing to draw from.
    const drawn = before !== undefined && now_s - before.time_s <= 1.5 * period_s
    const first = drawn ? Math.floor(before.time_s * rate_Hz) + 1 : Math.round(now_s * rate_Hz)
    const end = drawn ? Math.floor(now_s * rate_Hz) : Math.abs(first / rate_Hz - now_s) < 1e-9 ? first : first - 1
    for (let k = Math.max(0, first); k <= end; k++) {
      const share = drawn ? (k / rate_Hz - before.time_s) / (now_s - before.time_s) : 1
      const part = Math.floor(k / (PART_S * rate_Hz))
      let into = samples.get(part)
      if (into === undefined) samples.set(part, (into = new Float32Array(PART_S * rate_Hz * width).fill(NaN)))
      const at = (k - part * PART_S * rate_Hz) * width + from
      for (let c = 0; c <= sensors; c++) into[at + c] = drawn ? before.values[c]! + share * (values[c]! - before.values[c]!) : values[c]!
    }
  }
}

interface Part {
  readonly part: number
  readonly rate_Hz: number
  readonly channels: Channels
  readonly values: Float32Array
  readonly events: readonly GaitEvent[]
}

async function writePart({ about }: ExportSession, target: Target, { part, rate_Hz, channels, values, events }: Part): Promise<void> {
  const width = channels.labels.length
  // Whole seconds up to the last sample there is.
  let used = values.length
  while (used > 0 && Number.isNaN(values[used - 1]!)) used--
  const seconds = Math.max(1, Math.ceil(used / width / rate_Hz))
  const bytes = encodeC3d({
    ...channels,
    rate_Hz,
    samples: values.subarray(0, seconds * rate_Hz * width),
    events: events.flatMap(({ kind, side, time_s }) => {
      const label = LABELS[kind]
      return label === undefined ? [] : [{ time_s: time_s - part * PART_S, label, context: context(side) }]
    }),
    subject: about.pseudonym ?? 'nobody known',
    notes: {
      SESSION: about.session,
      SOFTWARE: `solestream ${about.software.version}`,
      ALGORITHM: about.algorithm.id,
      PART_START_S: String(part * PART_S),
    },
  })
  const file = target.stream(`${about.session}/part-${String(part + 1).padStart(3, '0')}.c3d`)
  await file.write(bytes)
  await file.end()
}
