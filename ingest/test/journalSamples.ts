import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IngestRecord } from '../src/index.ts'
import { createJournal } from '../src/recordings/journal/index.ts'
import type { JournalOptions } from '../src/recordings/journal/index.ts'

/** A packet whose bytes tell its number, so that a record read back wrongly is seen. */
export function packet(i: number, length = 120): IngestRecord & { readonly type: 'packet' } {
  const bytes = new Uint8Array(length)
  for (let k = 0; k < length; k++) bytes[k] = (i * 31 + k * 7 + (i >>> 8)) & 0xff
  return { type: 'packet', side: i % 2 === 0 ? 'left' : 'right', host_s: i / 40, bytes }
}

export const others: readonly IngestRecord[] = [
  { type: 'marker', host_s: 1.25, label: 'turned – ümläut "quoted"\n' },
  { type: 'link', side: 'left', host_s: 0, state: 'searching', detail: 'looking', mend: null },
  { type: 'sync', side: 'right', host_s: 3, exchange: { sent_s: 2.9, deviceReceived_tick: 1, deviceSent_tick: 4294967295, received_s: 3 } },
  { type: 'status', side: 'right', host_s: 4, battery_percent: 80, temperature_C: null, rssi_dBm: -60 },
]

export async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-journal-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

export async function keep(file: string, records: Iterable<IngestRecord>, options: Partial<JournalOptions> = {}): Promise<void> {
  const journal = createJournal({ ...options, file })
  for (const record of records) {
    journal.append(record)
    await journal.ready()
  }
  await journal.close()
}
