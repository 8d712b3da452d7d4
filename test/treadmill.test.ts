import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SessionDocument, StatusDocument } from '@solestream/dashboard-shared'
import { lacks, runSolestream, solestream, startSolestream, until } from '@solestream/testing'
import { ended, startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const reason = lacks('btvirt', 'gcc')

describe.skipIf(reason)(`a treadmill over Bluetooth${reason ? ` (${reason})` : ''}`, () => {
  let bluetooth: VirtualBluetooth
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'solestream-treadmill-'))
    bluetooth = await startVirtualBluetooth()
  })
  afterAll(async () => {
    await bluetooth.stop()
    rmSync(folder, { recursive: true })
  })

  it('tells its speed beside two insoles, is lost and taken up again, and its speed is in the result', async () => {
    const epoch = String(Date.now() / 1000)
    const peers = [
      solestream(['insole', '--side', 'left', '--epoch', epoch], { env: bluetooth.envFor('left') }),
      solestream(['insole', '--side', 'right', '--epoch', epoch], { env: bluetooth.envFor('right') }),
      solestream(['treadmill', '--speed', '4.5', '--incline', '2', '--name', 'Band 7'], { env: bluetooth.envFor('belt') }),
    ]
    const running = await startSolestream(['--source', 'ble', '--data', join(folder, 'data')], { env: bluetooth.envFor('host') })
    const get = async <T>(path: string): Promise<T> => (await fetch(new URL(path, running.url))).json() as Promise<T>
    const post = (path: string, body: object = {}): Promise<Response> =>
      fetch(new URL(path, running.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const status = (holds: (s: StatusDocument) => boolean) => until(() => get<StatusDocument>('/api/v1/status'), holds)
    try {
      const streaming = await status((s) => s.insoles.filter(({ link }) => link === 'streaming').length === 2)
      // Nobody wants one yet.
      expect(streaming.belt).toMatchObject({ speed_m_s: null, link: { state: 'none' }, canConnect: true })
      expect((await post('/api/v1/treadmill/connect')).status).toBe(200)
      const { belt } = await status(({ belt: b }) => b.speed_m_s !== null && b.speed_m_s > 1.24)
      expect(belt).toMatchObject({ teller: 'treadmill', link: { state: 'connected', name: 'Band 7' } })
      expect(belt.speed_m_s).toBeCloseTo(1.25, 9)
      expect(belt.incline_percent).toBeCloseTo(2, 9)
      const typed = await post('/api/v1/belt', { speed_m_s: 2, incline_percent: null })
      expect([typed.status, await typed.text()]).toEqual([409, expect.stringContaining('Disconnect the treadmill first')])

      const { id } = (await (await post('/api/v1/recording/start')).json()) as { id: string }
      await status(({ recording }) => (recording?.strides ?? 0) >= 16)
      await bluetooth.silence('belt')
      const lost = await status(({ belt: b }) => b.link.state === 'lost')
      expect(lost.belt).toMatchObject({ speed_m_s: null, link: { mend: expect.stringContaining('Switch the treadmill on') as string } })
      expect(lost.insoles.map(({ link }) => link)).toEqual(['streaming', 'streaming'])
      await bluetooth.restore('belt')
      await status(({ belt: b }) => b.link.state === 'connected' && b.speed_m_s !== null)

      expect((await post('/api/v1/recording/stop')).status).toBe(200)
      const { result } = await get<SessionDocument>(`/api/v1/sessions/${id}`)
      expect(result!.summary.speed_m_s!.both!.value).toBeCloseTo(1.25, 6)
      expect(result!.summary.strideLength_m!.left!.median).toBeCloseTo(1.25 * result!.summary.stride_s!.left!.median, 2)
      expect((await post('/api/v1/treadmill/disconnect')).status).toBe(200)
      await status(({ belt: b }) => b.link.state === 'none' && b.speed_m_s === null)
    } finally {
      expect(await running.stop()).toBe(0)
      await Promise.all(peers.map((peer) => ended(peer, 'SIGKILL')))
    }
  })

  it.each([
    [['--speed', 'fast'], 'km/h from 0 to 25'],
    [['--incline', 'steep'], 'per cent from -30 to 50'],
    [['--name', ''], '1 to 29 bytes'],
  ])('treadmill refuses %j with what to give', async (args, words) => {
    const { code, stderr } = await runSolestream(['treadmill', ...args], { env: bluetooth.envFor('nobody') })
    expect(stderr).toContain(words)
    expect(code).toBe(2)
  })
})
