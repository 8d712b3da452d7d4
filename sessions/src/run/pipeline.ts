import { Subject, type Subscription } from 'rxjs'
import { createAssembler, type Assembler, type IngestRecord, type InsoleInfo } from '@solestream/ingest'
import { gait, type GaitInput } from '@solestream/processing/graph'
import type { GraphOutput, InsoleDescription } from '@solestream/processing/model'

/** Records in, results out: decode, clock, blocks, then the one graph. Fresh for each recording, and for watching without one. */
export interface Pipeline {
  readonly assembler: Assembler
  take(record: IngestRecord): void
  end(): void
}

export function createPipeline(origin_s: number, onOutput: (output: GraphOutput) => void): Pipeline {
  const assembler = createAssembler({ origin_s, mode: 'live' })
  const inputs = new Subject<GaitInput>()
  const subscription: Subscription = inputs.pipe(gait({ mode: 'online' })).subscribe(onOutput)
  return {
    assembler,
    take(record) {
      if (record.type === 'insole') inputs.next({ type: 'insole', insole: describeInsole(record.info) })
      for (const block of assembler.push(record)) inputs.next(block)
    },
    end() {
      for (const block of assembler.end()) inputs.next(block)
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
