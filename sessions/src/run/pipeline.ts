import { Subject, type Subscription } from 'rxjs'
import { createAssembler, type Assembler, type AssemblyQuality, type IngestRecord, type InsoleInfo } from '@solestream/ingest'
import { gait, type GaitInput } from '@solestream/processing/graph'
import type { GraphOutput, InsoleDescription } from '@solestream/processing/model'

/** Records in, results out: decode, clock, blocks, then the one graph. Fresh for each recording, and for watching without one. */
export interface Pipeline {
  quality(): AssemblyQuality | null
  take(record: IngestRecord): void
  end(): void
}

/** `origin_s`: host time that becomes session time 0; null: that of the first record (a replayed journal begins where it was recorded). */
export function createPipeline(origin_s: number | null, onOutput: (output: GraphOutput) => void): Pipeline {
  let assembler: Assembler | null = origin_s === null ? null : createAssembler({ origin_s })
  const inputs = new Subject<GaitInput>()
  const subscription: Subscription = inputs.pipe(gait({ mode: 'online' })).subscribe(onOutput)
  return {
    quality: () => assembler?.quality() ?? null,
    take(record) {
      assembler ??= createAssembler({ origin_s: record.host_s })
      if (record.type === 'insole') inputs.next({ type: 'insole', insole: describeInsole(record.info) })
      for (const block of assembler.push(record)) inputs.next(block)
    },
    end() {
      for (const block of assembler?.end() ?? []) inputs.next(block)
      inputs.complete()
      subscription.unsubscribe()
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
