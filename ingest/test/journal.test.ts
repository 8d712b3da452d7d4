import fc from 'fast-check'
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { IngestRecord } from '../src/index.ts'
import { crc32c } from '@solestream/firmware-protocol'
import {
  JournalFault,
  compactJournal,
  createJournal,
  looksLikeJournal,
  readJournal,
  repairJournal,
} from '../src/recordings/journal/index.ts'
import { inFolder, keep, others, packet } from './journalSamples.ts'

describe('CRC-32C', () => {
  it('gives the values of RFC 3720 B.4', () => {
    const text = new TextEncoder().encode('123456789')
    expect(crc32c(text)).toBe(0xe3069283)
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43)
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e)
    expect(crc32c(text, 3, 9, crc32c(text, 0, 3))).toBe(0xe3069283)
  })
})

describe('journal', () => {
  it('gives back every record as it was kept, byte for byte', async () => {
    const side = fc.constantFrom('left' as const, 'right' as const)
    const host_s = fc.double({ min: 0, max: 1e6, noNaN: true })
    const record: fc.Arbitrary<IngestRecord> = fc.oneof(
      { weight: 5, arbitrary: fc.record({ type: fc.constant('packet' as const), side, host_s, bytes: fc.uint8Array({ maxLength: 600 }) }) },
      fc.record({ type: fc.constant('marker' as const), host_s, label: fc.string({ unit: 'binary' }) }),
      fc.constantFrom(...others),
    )
    await inFolder(async (folder) => {
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(record, { maxLength: 60 }), async (records) => {
          const file = join(folder, `${run++}.journal`)
          await keep(file, records, { header: { session: 's1', started_utc: '2026-03-01T10:00:00.000Z' } })
          const reading = readJournal(file)
          const back = [...reading]
          expect(back.map((r) => ({ ...r, host_s: r.host_s + 0 }))).toEqual(records.map((r) => ({ ...r, host_s: r.host_s + 0 })))
          expect(reading).toMatchObject({
            header: { session: 's1' },
            records: records.length,
            damaged: 0,
            unknown: 0,
            truncatedAt: null,
            closed: true,
          })
        }),
        { numRuns: 60 },
      )
    })
  })

  it('reads what is larger than its window, and hands out bytes that stay valid', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'long.journal')
      await keep(
        file,
        (function* () {
          for (let i = 0; i < 30_000; i++) yield packet(i, 300)
        })(),
      )
      const all = [...readJournal(file)]
      expect(all).toHaveLength(30_000)
      for (const i of [0, 13_000, 13_001, 29_999]) expect(all[i]).toEqual(packet(i, 300))
    })
  })

  it('cuts a torn tail wherever it is torn, and keeps every whole record', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'torn.journal')
      const records = Array.from({ length: 8 }, (_, i) => packet(i, 20 + i))
      await keep(file, records)
      const whole = await readFile(file)
      const ends = [whole.length]
      for (let i = 0, at = whole.readUInt32LE(12) + 20; at < whole.length; i++) {
        ends.push(at)
        at += 8 + whole.readUInt32LE(at)
      }
      for (let cut = Math.min(...ends); cut < whole.length; cut++) {
        await writeFile(file, whole.subarray(0, cut))
        const good = Math.max(...ends.filter((e) => e <= cut))
        const repair = await repairJournal(file)
        expect(repair.cutAt).toBe(good === cut ? null : good)
        const back = [...readJournal(file)]
        expect(back).toEqual(records.slice(0, back.length))
        expect(back).toHaveLength(repair.records)
        expect((await readFile(file)).length).toBe(good)
        expect((await repairJournal(file)).cutAt).toBeNull()
      }
    })
  })

  it('cuts a tail of zeros or rubbish, as file systems leave after power is lost', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'power.journal')
      await keep(file, [packet(0), packet(1)])
      const whole = await readFile(file)
      for (const rubbish of [Buffer.alloc(5000), Buffer.alloc(300, 0xff), Buffer.from(whole.subarray(40, 120))]) {
        await writeFile(file, Buffer.concat([whole, rubbish]))
        expect(await repairJournal(file)).toMatchObject({ cutAt: whole.length, records: 2 })
        expect(await readFile(file)).toEqual(whole)
      }
    })
  })

  it('misses no flipped bit: the record is passed over and counted, what follows is read', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'flip.journal')
      const records: IngestRecord[] = [...Array.from({ length: 40 }, (_, i) => packet(i, 60)), others[0] as IngestRecord, packet(41, 60)]
      await keep(file, records)
      const whole = await readFile(file)
      const start = 20 + whole.readUInt32LE(12)
      const isKept = (r: IngestRecord): boolean => {
        const kept = records[r.type === 'packet' ? Math.round(r.host_s * 40) : 40] as IngestRecord
        if (r.type !== 'packet' || kept.type !== 'packet') return JSON.stringify(r) === JSON.stringify(kept)
        return r.side === kept.side && r.host_s === kept.host_s && Buffer.compare(r.bytes, kept.bytes) === 0
      }
      for (let n = 0; n < 1500; n++) {
        const at = start + ((n * 7919) % (whole.length - start))
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] as number) ^ (1 << (n % 8))
        await writeFile(file, bytes)
        const reading = readJournal(file)
        const back = [...reading]
        expect(back.every(isKept)).toBe(true)
        const told =
          reading.damaged === 1 ? back.length === records.length - 1 && reading.closed : reading.truncatedAt !== null && !reading.closed
        expect(told, `bit ${n % 8} of byte ${at}`).toBe(true)
      }
    })
  })

  it('packed after its close it reads the same, takes less, and misses no flipped bit', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'packed.journal')
      const records: IngestRecord[] = [...others, ...Array.from({ length: 5000 }, (_, i) => packet(i)), ...others]
      await keep(file, records, { header: { session: 's1' } })
      const before = await readFile(file)
      const sizes = await compactJournal(file)
      expect(sizes?.before_bytes).toBe(before.length)
      expect(sizes?.after_bytes).toBeLessThan(before.length / 2)
      const reading = readJournal(file)
      expect([...reading]).toEqual(records)
      expect(reading).toMatchObject({ header: { session: 's1' }, records: records.length, damaged: 0, truncatedAt: null, closed: true })
      expect(await repairJournal(file)).toMatchObject({ cutAt: null, closed: true })
      const whole = await readFile(file)
      for (let n = 0; n < 60; n++) {
        const bytes = Buffer.from(whole)
        const at = 40 + ((n * 7919) % (whole.length - 40))
        bytes[at] = (bytes[at] as number) ^ (1 << (n % 8))
        await writeFile(file, bytes)
        const flipped = readJournal(file)
        let read = 0
        for (const _ of flipped) read++
        expect(flipped.damaged > 0 || flipped.truncatedAt !== null).toBe(true)
        expect(read).toBeLessThanOrEqual(records.length)
      }
    })
  })

  it('leaves a journal that is torn or damaged as it is instead of packing it', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'torn.journal')
      await keep(file, [packet(0), packet(1)])
      await truncate(file, (await readFile(file)).length - 3)
      const before = await readFile(file)
      expect(await compactJournal(file)).toBeNull()
      expect(await readFile(file)).toEqual(before)
      expect(await readdir(folder)).toEqual(['torn.journal'])
    })
  })

  it('says what is no journal, is newer, or has a damaged start', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'start.journal')
      await keep(file, [packet(0)], { header: { session: 'abc' } })
      const whole = await readFile(file)
      expect(looksLikeJournal(whole)).toBe(true)
      const codeOf = async (bytes: Buffer): Promise<unknown> => {
        await writeFile(file, bytes)
        try {
          readJournal(file)
          return null
        } catch (error) {
          expect(error).toBeInstanceOf(JournalFault)
          return (error as JournalFault).code
        }
      }
      expect(await codeOf(Buffer.from('time_s,left_1\n0,1\n'))).toBe('no-journal')
      expect(await codeOf(Buffer.alloc(0))).toBe('no-journal')
      expect(await codeOf(whole.subarray(0, 12))).toBe('damaged-header')
      expect(await codeOf(whole.subarray(0, 21))).toBe('damaged-header')
      const newer = Buffer.from(whole)
      newer[8] = 2
      expect(await codeOf(newer)).toBe('newer-version')
      const damaged = Buffer.from(whole)
      damaged[20] = (damaged[20] as number) ^ 4
      expect(await codeOf(damaged)).toBe('damaged-header')
      expect(await codeOf(whole)).toBeNull()
    })
  })

  it('never writes over a file, and says so', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'once.journal')
      await keep(file, [packet(0)])
      const states: unknown[] = []
      await keep(file, [packet(1), packet(2)], { onState: (s) => states.push(s) })
      expect(states).toEqual([{ state: 'failed', reason: expect.stringContaining('exists'), mend: expect.any(String) }])
      expect([...readJournal(file)]).toEqual([packet(0)])
    })
  })

  it('a folder that cannot be made or written fails the journal, never the caller', async () => {
    const states: unknown[] = []
    const journal = createJournal({ file: '/dev/null/sub/x.journal', onState: (s) => states.push(s) })
    journal.append(packet(0))
    await journal.ready()
    await journal.close()
    journal.append(packet(1))
    expect(states).toHaveLength(1)
    expect(journal.status()).toMatchObject({ state: 'failed', reason: expect.stringContaining('/dev/null/sub'), dropped: 1 })
  })

  it('fails rather than fill the memory when the disk does not keep up', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'slow.journal')
      const states: { readonly state: string }[] = []
      const journal = createJournal({ file, mostWaiting_bytes: 50_000, onState: (s) => states.push(s) })
      for (let i = 0; i < 1000; i++) journal.append(packet(i)) // All in one turn: nothing can be written meanwhile.
      expect(states).toHaveLength(1)
      expect(states[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('too slow') })
      expect(journal.status().dropped).toBeGreaterThan(0)
      await journal.close()
    })
  })

  it('reads a file that ends while it is read', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'shrinks.journal')
      await keep(
        file,
        Array.from({ length: 60_000 }, (_, i) => packet(i, 100)),
      )
      const reading = readJournal(file)
      let n = 0
      for (const _ of reading) if (++n === 100) await truncate(file, 5_000_000)
      expect(n).toBeGreaterThan(30_000)
      expect(reading.truncatedAt).not.toBeNull()
    })
  })
})
