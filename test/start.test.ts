import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSolestream, startSolestream, until, type RunningSolestream } from '@solestream/testing'

let folder: string
let running: RunningSolestream | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'))
})
afterEach(async () => {
  await running?.stop()
  running = null
  rmSync(folder, { recursive: true, force: true })
})

const get = async (path: string) => (await fetch(`${running!.url}${path}`)).json() as Promise<Record<string, never>>
interface Health {
  readonly status: string
  readonly source: { readonly kind: string; readonly state: string }
  readonly session: { readonly id: string; readonly strides: number } | null
}
const health = (): Promise<Health> => get('/api/health') as Promise<unknown> as Promise<Health>

describe('start', () => {
  it('walks, records and stores with its defaults, and closes the session on SIGTERM', async () => {
    running = await startSolestream(['--data', join(folder, 'data'), '--pace', '20'])
    const seen = await until(health, (h) => (h.session?.strides ?? 0) >= 10)
    expect(seen).toMatchObject({ status: 'ok', store: 'embedded', influx: null, source: { kind: 'simulated', state: 'streaming' } })
    expect(running.stderr()).toContain(running.url)
    expect(await running.stop()).toBe(0)

    // What was recorded is a recording, closed, with its offline result.
    running = await startSolestream(['--data', join(folder, 'data')])
    const { sessions } = (await get('/api/v1/sessions')) as unknown as {
      sessions: { id: string; ended_utc: string | null; strides: number; current: { mode: string } }[]
    }
    const first = sessions.find((s) => s.id === seen.session!.id)!
    expect(first.ended_utc).not.toBeNull()
    expect(first.current.mode).toBe('offline')
    expect(first.strides).toBeGreaterThanOrEqual(10)
  })

  it('computes a session that a crash left open at the next start', async () => {
    running = await startSolestream(['--data', folder, '--pace', '20'])
    const { session } = await until(health, (h) => (h.session?.strides ?? 0) >= 10)
    const ended = new Promise((resolve) => running!.process.once('close', resolve))
    running.process.kill('SIGKILL')
    await ended
    running = await startSolestream(['--data', folder])
    const { session: after } = (await get(`/api/v1/sessions/${session!.id}`)) as unknown as {
      session: { ended_utc: string; strides: number; current: { mode: string } }
    }
    expect(after.ended_utc).not.toBeNull()
    expect(after.current.mode).toBe('offline')
    // The journal is flushed every 100 ms, at pace 20 that is two seconds of walking.
    expect(after.strides).toBeGreaterThanOrEqual(session!.strides - 6)
  })

  it('replays a recording, ends, and says the offline strides once all is stored', async () => {
    const rows = ['time_s,left_1,right_1']
    for (let i = 0; i < 3000; i++) {
      const phase = (i % 110) / 110
      const foot = (p: number): number => (p < 0.62 ? Math.round(800 * Math.min(1, p / 0.05, (0.62 - p) / 0.05)) : 0)
      rows.push(`${(i / 100).toFixed(2)},${foot(phase)},${foot((phase + 0.5) % 1)}`)
    }
    writeFileSync(join(folder, 'walk.csv'), rows.join('\n'))
    running = await startSolestream(['--data', join(folder, 'data'), '--source', `replay:${join(folder, 'walk.csv')}`, '--pace', 'max'])
    const ended = await until(health, (h) => h.source.state === 'ended')
    const analyzed = await runSolestream(['analyze', join(folder, 'walk.csv'), '--json'])
    expect(analyzed.code).toBe(0)
    const strides = (JSON.parse(analyzed.stdout) as { strides: unknown[] }).strides.length
    expect(strides).toBeGreaterThan(45)
    expect(ended.session!.strides).toBe(strides)
    expect(readdirSync(join(folder, 'data', 'recordings'))).toEqual([`${ended.session!.id}.journal`])
  })
})

describe('start refuses, with one clear message and exit code 2', () => {
  const refused = async (args: readonly string[], ...words: readonly string[]): Promise<void> => {
    const { code, stdout, stderr } = await runSolestream(['start', ...args])
    for (const word of words) expect(stderr).toContain(word)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  }

  it('a taken port', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    try {
      await refused(['--data', folder, '--port', String(port)], `port ${port} is taken`, '--port')
    } finally {
      taken.close()
    }
  })

  it('a data folder that a file stands in the way of', async () => {
    writeFileSync(join(folder, 'file'), '')
    await refused(['--data', join(folder, 'file'), '--port', '0'], 'a file stands where a folder is needed', '--data')
  })

  it('a data folder that another solestream records into', async () => {
    running = await startSolestream(['--data', folder, '--port', '0'])
    await refused(['--data', folder, '--port', '0'], 'is in use by a solestream that is running', 'Stop that one first', '--data')
  })

  it('a data folder that cannot be written', () => refused(['--data', '/proc/solestream', '--port', '0'], "can't be written", '--data'))
  it('a full disk', async (context) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' })
    } catch {
      return context.skip('this user may not mount a small disk')
    }
    try {
      await refused(['--data', folder, '--port', '0'], 'is full', 'free at least')
    } finally {
      execFileSync('umount', [folder])
    }
  })
  it('a wrong option', () => refused(['--pace', 'fast'], '--pace "fast"', '1, a number, or max'))
  it('an unknown option', () => refused(['--colour', 'red'], 'unknown option'))
  it('another host without --insecure', () => refused(['--host', '0.0.0.0', '--data', folder], '--insecure'))
  it('a proxy in front of a page without accounts', () =>
    refused(['--behind-proxy', '--data', folder, '--port', '0'], 'nobody has an account yet', 'start once without'))
  it('a recording that is not there', () => refused(['--source', 'replay:absent.csv', '--data', folder, '--port', '0'], 'absent.csv'))
  it('a database file of something else', async () => {
    writeFileSync(join(folder, 'solestream.sqlite'), 'not a database, but long enough to be taken for one'.repeat(100))
    await refused(['--data', folder, '--port', '0'], 'solestream.sqlite')
  })
})
