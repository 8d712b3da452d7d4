import * as p from '@solestream/firmware-protocol'
import type { SampleRange } from '@solestream/firmware-protocol'

export interface TakenSample {
  readonly tick: number
  readonly period_ticks: number
  readonly counts: readonly number[]
  readonly imu: readonly number[] | null
}

const WRAP = 2 ** 32
const u32 = (value: number) => ((value % WRAP) + WRAP) % WRAP

/** The ring of PROTOCOL.md section 7.2 as a list of everything that was ever taken, counted without wrap: slow, and plain to see. */
export function createRingModel(sensors: number, boot: number, capacity: number, produced: number) {
  const all: TakenSample[] = []
  let backfill: { readonly asked: SampleRange; readonly answered: SampleRange; next: number; readonly end: number } | null = null

  const newest = () => produced + all.length
  const oldest = () => newest() - Math.min(all.length, capacity)
  /** The one count that this u32 means, at most half a wrap ahead of or behind the newest sample. */
  const counted = (sequence: number) => newest() - (((u32(newest() - sequence) + WRAP / 2) % WRAP) - WRAP / 2)

  function packet(from: number, most: number, recovered: boolean, room: number): { readonly n: number; readonly bytes: Uint8Array } | null {
    const first = all[from - produced]
    if (from < oldest() || first === undefined || most === 0) return null
    const fits = p.maxSamplesPerPacket(room + p.ATT_HEADER_BYTES, sensors, first.imu !== null, !recovered)
    const run: TakenSample[] = []
    for (const sample of all.slice(from - produced, from - produced + Math.min(most, Math.max(1, fits)))) {
      const off = Math.abs(u32(sample.tick - first.tick - run.length * first.period_ticks + WRAP / 2) - WRAP / 2)
      if (sample.period_ticks !== first.period_ticks || off > Math.floor(first.period_ticks / 100)) break
      run.push(sample)
    }
    const planar = (width: number, of: (sample: TakenSample) => readonly number[]) =>
      Array.from({ length: width }, (_, k) => run.map((sample) => of(sample)[k] ?? NaN)).flat()
    const bytes = p.encodeSamples({
      version: p.PROTOCOL_MAJOR,
      recovered,
      boot,
      sequence: u32(from),
      tick: first.tick,
      period_ticks: first.period_ticks,
      n: run.length,
      sensors,
      counts: Uint16Array.from(planar(sensors, (s) => s.counts)),
      imu: first.imu && Int16Array.from(planar(p.IMU_CHANNELS, (s) => s.imu ?? [])),
      temperature_C: recovered ? null : 21.5,
    })
    return { n: run.length, bytes }
  }

  return {
    newest: () => u32(newest()),
    oldest: () => u32(oldest()),
    add: (sample: TakenSample) => void all.push(sample),
    live: (sequence: number, most: number, room: number) => packet(counted(sequence), most, false, room)?.bytes ?? null,
    /** A range, or the result that refuses it. */
    backfill(asked: SampleRange): SampleRange | p.Result {
      if (backfill !== null && backfill.asked.firstSequence === asked.firstSequence && backfill.asked.count === asked.count)
        return backfill.answered
      const from = counted(asked.firstSequence)
      const end = from + asked.count
      if (asked.count === 0 || end > newest()) return 'bad-value'
      if (backfill !== null) return 'busy'
      if (end <= oldest()) return 'not-found'
      const first = Math.max(from, oldest())
      const answered = { firstSequence: u32(first), count: end - first }
      backfill = { asked, answered, next: first, end }
      return answered
    },
    recovered(room: number): Uint8Array | null {
      if (backfill === null) return null
      backfill.next = Math.max(backfill.next, oldest())
      const made = packet(backfill.next, Math.max(0, backfill.end - backfill.next), true, room)
      backfill.next += made?.n ?? 0
      if (backfill.next >= backfill.end) backfill = null
      return made?.bytes ?? null
    },
    cancel: () => void (backfill = null),
  }
}
