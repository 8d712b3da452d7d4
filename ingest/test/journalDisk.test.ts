import { execFileSync, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readJournal, repairJournal } from '../src/recordings/journal/index.ts'
import { inFolder, packet } from './journalSamples.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const CHILD = fileURLToPath(new URL('./journalChild.ts', import.meta.url))

/** Runs the recording child until it ends (or `heard` kills it) and returns all it said. */
async function record(
  file: string,
  packetsEachTick: number,
  limit: string,
  heard?: (line: unknown, kill: () => void) => void,
): Promise<unknown[]> {
  const command = `${limit} exec "$0" --import "$1" "$2" "$3" "$4"`
  const child = spawn('sh', ['-c', command, process.execPath, TSX, CHILD, file, String(packetsEachTick)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: unknown[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const value: unknown = JSON.parse(line)
    said.push(value)
    heard?.(value, () => child.kill('SIGKILL'))
  }
  return said
}

/** All packets of the file, which must be the first ones without a hole. */
function readFirst(file: string): number {
  let n = 0
  for (const kept of readJournal(file)) {
    const given = packet(n++)
    if (kept.type !== 'packet' || kept.host_s !== given.host_s || Buffer.compare(kept.bytes, given.bytes) !== 0) expect(kept).toEqual(given)
  }
  return n
}

describe('journal on a real disk', () => {
  it('killed while it records: what was given more than a second before is in the file', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'killed.journal')
      let start = 0
      const said = (await record(file, 5, '', (line, kill) => {
        const [, now] = line as [number, number]
        start ||= now
        if (now - start > 2500) kill()
      })) as [given: number, at: number][]
      const killed = (said.at(-1) as [number, number])[1]
      const old = said.filter(([, at]) => at < killed - 1000).at(-1)?.[0] as number
      expect(old).toBeGreaterThan(1000)
      const { cutAt, records, damaged, closed } = await repairJournal(file)
      expect(records).toBeGreaterThanOrEqual(old)
      expect({ damaged, closed }).toEqual({ damaged: 0, closed: false })
      expect(readFirst(file)).toBe(records)
      expect((await repairJournal(file)).cutAt, `was cut at ${cutAt}`).toBeNull()
    })
  })

  /** The recording stops and says so; the file holds whole records only, up to where it was full. */
  async function fillsUp(file: string, limit: string, reason: RegExp, size: number): Promise<void> {
    const said = await record(file, 40, limit)
    const faults = said.filter((line) => !Array.isArray(line)) as { state: string; reason: string; mend: string; records?: number }[]
    expect(faults).toHaveLength(2)
    expect(faults[0]).toMatchObject({ state: 'failed', reason: expect.stringMatching(reason), mend: expect.any(String) })
    const reading = readJournal(file)
    const kept = readFirst(file)
    for (const _ of reading);
    expect(reading).toMatchObject({ truncatedAt: null, damaged: 0, closed: false })
    expect(kept * 138).toBeGreaterThan(size - 140 - 4096)
  }

  it('a file that may not grow stops the recording with everything before it intact', async () => {
    await inFolder((folder) => fillsUp(join(folder, 'limited.journal'), 'ulimit -f 1000;', /may not grow/, 512_000))
  })

  it('a full disk stops the recording with everything before it intact', async (context) => {
    await inFolder(async (folder) => {
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' })
      } catch {
        return context.skip('this user may not mount a small disk')
      }
      try {
        await fillsUp(join(folder, 'full.journal'), '', /disk is full/, 1 << 20)
      } finally {
        execFileSync('umount', [folder])
      }
    })
  })
})
