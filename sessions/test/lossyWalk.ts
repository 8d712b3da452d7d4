import { createSimulatedSource, type IngestRecord } from '@solestream/ingest'
import type { WalkerSettings } from '@solestream/ingest/virtual'

/** Everything that two simulated insoles say in a walk, as it reaches the host without loss. */
export async function walkRecords(walker: Partial<WalkerSettings>): Promise<readonly IngestRecord[]> {
  const records: IngestRecord[] = []
  const source = createSimulatedSource({ pace: 'max', walker })
  await new Promise<void>((resolve) => {
    void source.start({
      record: (record) => void records.push(record),
      state: (state) => {
        if (state === 'ended') resolve()
      },
      ready: () => Promise.resolve(),
    })
  })
  return records
}

export interface Loss {
  /** Share of packets after which a burst of losses begins. */
  readonly share: number
  /** Packets in a burst, at most. */
  readonly burst: number
  /** Lost ones come again, in any order, within so long. */
  readonly within_s: number
  /** Nothing is lost before and after. */
  readonly from_s: number
  readonly to_s: number
  /** Of the lost ones so many never come. */
  readonly never: number
}

/** The same records over a lossy link: what is lost comes again as recovered packets, late and in any order. */
export function lossy(records: readonly IngestRecord[], random: () => number, loss: Loss): IngestRecord[] {
  const live: { readonly at_s: number; readonly record: IngestRecord }[] = []
  const left = { left: 0, right: 0 }
  for (const record of records) {
    if (record.type !== 'packet' || record.host_s < loss.from_s || record.host_s > loss.to_s) {
      live.push({ at_s: record.host_s, record })
      continue
    }
    const { side, host_s } = record
    if (left[side] === 0 && random() < loss.share) left[side] = 1 + Math.floor(random() * loss.burst)
    if (left[side] === 0) {
      live.push({ at_s: host_s, record })
      continue
    }
    left[side]--
    if (random() < loss.never) continue
    const bytes = record.bytes.slice()
    bytes[2] = (bytes[2] ?? 0) | 1
    const at_s = host_s + 0.3 + loss.within_s * random()
    live.push({ at_s, record: { ...record, bytes, host_s: at_s } })
  }
  return live.sort((a, b) => a.at_s - b.at_s).map(({ record }) => record)
}

export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
