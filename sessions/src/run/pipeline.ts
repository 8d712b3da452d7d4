import {
  addReading,
  clockErrorOf,
  createAssembler,
  type Assembler,
  type AssemblyQuality,
  type IngestRecord,
  type InsoleInfo,
} from '@solestream/ingest'
import type { BeltReading, InsoleDescription } from '@solestream/processing/model'
import { createLiveGraph, type LiveOutput } from './liveGraph.ts'

/** Records in, results out: decode, clock, blocks, then the one graph, again where samples come late. Fresh for each recording, and for watching without one. */
export interface Pipeline {
  quality(): AssemblyQuality | null
  take(record: IngestRecord): void
  end(): void
}

/** `origin_s`: host time that becomes session time 0; null: that of the first record (a replayed journal begins where it was recorded). */
export function createPipeline(
  origin_s: number | null,
  onOutput: (output: LiveOutput) => void,
  /** Of each block that came at once: when it came minus the time of its middle sample, both on the host's clock. */
  onDelay: (delay_s: number) => void = () => undefined,
): Pipeline {
  let zero_s = origin_s
  let assembler: Assembler | null = origin_s === null ? null : createAssembler({ origin_s })
  const belt: BeltReading[] = []
  // The clocks are known to those who assemble the samples.
  const graph = createLiveGraph((output) => {
    if (output.type !== 'summary' || assembler === null) return onOutput(output)
    onOutput({ ...output, quality: { ...output.quality, clockError_ms: clockErrorOf(assembler.quality()) } })
  }, belt)
  return {
    quality: () => assembler?.quality() ?? null,
    take(record) {
      zero_s ??= record.host_s
      assembler ??= createAssembler({ origin_s: zero_s })
      if (record.type === 'belt') addReading(belt, record, zero_s)
      if (record.type === 'insole') graph.push({ type: 'insole', insole: describeInsole(record.info) })
      for (const block of assembler.push(record)) {
        if (!block.recovered && block.n > 0) onDelay(record.host_s - zero_s - block.time_s[block.n >> 1]!)
        graph.push(block)
      }
    },
    end() {
      for (const block of assembler?.end() ?? []) graph.push(block)
      graph.end()
    },
  }
}

export const describeInsole = ({ identity, layout, calibration, tared_utc, calibrationFit }: InsoleInfo): InsoleDescription => ({
  side: identity.side,
  sensors: identity.sensors,
  rate_Hz: identity.rate_Hz,
  layout,
  calibration,
  tared_utc: tared_utc ?? null,
  calibrationFit: calibrationFit ?? null,
})
