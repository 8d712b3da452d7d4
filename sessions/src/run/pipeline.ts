import { createAssembler, type Assembler, type AssemblyQuality, type IngestRecord, type InsoleInfo } from '@solestream/ingest'
import type { InsoleDescription } from '@solestream/processing/model'
import { createLiveGraph, type LiveOutput } from './liveGraph.ts'

/** Records in, results out: decode, clock, blocks, then the one graph, again where samples come late. Fresh for each recording, and for watching without one. */
export interface Pipeline {
  quality(): AssemblyQuality | null
  take(record: IngestRecord): void
  end(): void
}

/** `origin_s`: host time that becomes session time 0; null: that of the first record (a replayed journal begins where it was recorded). */
export function createPipeline(origin_s: number | null, onOutput: (output: LiveOutput) => void): Pipeline {
  let assembler: Assembler | null = origin_s === null ? null : createAssembler({ origin_s })
  const graph = createLiveGraph(onOutput)
  return {
    quality: () => assembler?.quality() ?? null,
    take(record) {
      assembler ??= createAssembler({ origin_s: record.host_s })
      if (record.type === 'insole') graph.push({ type: 'insole', insole: describeInsole(record.info) })
      for (const block of assembler.push(record)) graph.push(block)
    },
    end() {
      for (const block of assembler?.end() ?? []) graph.push(block)
      graph.end()
    },
  }
}

export const describeInsole = ({ identity, layout, calibration }: InsoleInfo): InsoleDescription => ({
  side: identity.side,
  sensors: identity.sensors,
  rate_Hz: identity.rate_Hz,
  layout,
  calibration,
})
