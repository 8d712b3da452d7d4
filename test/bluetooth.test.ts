import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StatusDocument } from '@solestream/dashboard-shared'
import type { Health } from '@solestream/sessions'
import { lacks, runSolestream, solestream, startSolestream, until } from '@solestream/testing'
import { ended, startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const reason = lacks('btvirt', 'gcc')

describe.skipIf(reason)(`Bluetooth from the command line${reason ? ` (${reason})` : ''}`, () => {
  let bluetooth: VirtualBluetooth
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'solestream-insole-'))
    bluetooth = await startVirtualBluetooth()
  })
  afterAll(async () => {
    await bluetooth.stop()
    rmSync(folder, { recursive: true })
  })

  it('insole says which one it is and advertises until it is told to end', async () => {
    const child = solestream(['insole', '--side', 'right'], { env: bluetooth.envFor('right') })
    try {
      const line = await new Promise<string>((resolve) => child.stdout?.once('data', (text: Buffer) => resolve(text.toString())))
      expect(line).toBe('virtual insole, right: advertising\n')
      const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      expect(await code).toBe(0)
    } finally {
      await ended(child, 'SIGKILL')
    }
  })

  it('insole refuses without an adapter that is on, with the mend and exit code 2', async () => {
    await bluetooth.kill('unplugged')
    const { code, stdout, stderr } = await runSolestream(['insole'], { env: bluetooth.envFor('unplugged') })
    expect(stderr).toContain('Bluetooth is switched off, or its adapter was pulled out.')
    expect(stderr).toContain('plug the adapter in again')
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it.each([
    [['--side', 'middle'], 2, 'left or right'],
    [['--epoch', 'noon'], 2, 'seconds since 1970'],
    [['--replay', 'absent.csv'], 1, 'there is no such file'],
  ])('insole refuses %j with exit code %i', async (args, expected, words) => {
    const { code, stderr } = await runSolestream(['insole', ...args], { env: bluetooth.envFor('host') })
    expect(stderr).toContain(words)
    expect(code).toBe(expected)
  })

  it('insole refuses to replay a foot that is not in the recording', async () => {
    const file = join(folder, 'left.csv')
    writeFileSync(file, ['time_s,left_1', ...Array.from({ length: 20 }, (_, i) => `${(i / 100).toFixed(2)},${String(i)}`), ''].join('\n'))
    const { code, stderr } = await runSolestream(['insole', '--side', 'right', '--replay', file], { env: bluetooth.envFor('host') })
    expect(stderr).toContain('has no right foot')
    expect(code).toBe(2)
  })

  it('start --source ble without an adapter runs, says what is missing, and takes up Bluetooth when it is there', async () => {
    await bluetooth.kill('late')
    const running = await startSolestream(['--source', 'ble', '--data', join(folder, 'data')], { env: bluetooth.envFor('late') })
    try {
      const get = async <T>(path: string): Promise<T> => (await fetch(new URL(path, running.url))).json() as Promise<T>
      const status = await until(
        () => get<StatusDocument>('/api/v1/status'),
        (s) => s.source.state === 'waiting',
      )
      expect(status.source).toMatchObject({
        kind: 'ble',
        detail: expect.stringMatching(/switched off/) as string,
        mend: expect.stringMatching(/plug/) as string,
      })
      expect(await get<Health>('/api/health')).toMatchObject({ source: { kind: 'ble', state: 'waiting' }, session: null })
      const refused = await fetch(new URL('/api/v1/recording/start', running.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
      expect(refused.status).toBe(409)
      await bluetooth.restore('late')
      await until(
        () => get<StatusDocument>('/api/v1/status'),
        (s) => s.source.detail === 'Looking for insoles.',
      )
    } finally {
      expect(await running.stop()).toBe(0)
    }
  })
})
