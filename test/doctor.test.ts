import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Diagnosed } from '@solestream/sessions/doctor'
import { lacks, runSolestream, startSolestream } from '@solestream/testing'
import { startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'solestream-doctor-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly code: number | null
  readonly ok: boolean
  readonly of: (id: string) => Diagnosed
}

async function doctor(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Report> {
  const { code, stdout, stderr } = await runSolestream(['doctor', '--json', '--data', join(folder, 'data'), ...args], { env })
  const lines = stdout.trim().split('\n')
  if (lines.length !== 1) throw new Error(`${stdout}\n${stderr}`)
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: readonly Diagnosed[] }
  return {
    code,
    ok,
    of: (id) => {
      const check = checks.find((c) => c.id === id)
      if (!check) throw new Error(`no check ${id}`)
      return check
    },
  }
}

/** Node flags under which `module` can't be loaded, as its own loader would say it. */
function without(module: string, error: { readonly message: string; readonly code?: string }): NodeJS.ProcessEnv {
  const file = join(folder, 'without.cjs')
  writeFileSync(
    file,
    `const Module = require('module'), load = Module._load
     Module._load = function (request, ...rest) {
       if (request === ${JSON.stringify(module)}) throw Object.assign(new Error(${JSON.stringify(error.message)}), ${JSON.stringify(error)})
       return load.call(this, request, ...rest)
     }`,
  )
  return { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${JSON.stringify(file)}` }
}
const NO_KERNEL_BLUETOOTH = { message: 'EAFNOSUPPORT, Address family not supported by protocol', code: 'EAFNOSUPPORT' }
const HCI = '@abandonware/bluetooth-hci-socket'

describe('doctor from the command line', () => {
  it('is content without Bluetooth, lists everything, and leaves nothing behind', async () => {
    const { code, stdout } = await runSolestream(['doctor', '--port', '0', '--data', join(folder, 'data')], {
      env: without(HCI, NO_KERNEL_BLUETOOTH),
    })
    expect(stdout).toMatch(/^ok {7}Node +version /)
    expect(stdout).toMatch(/missing {2}Bluetooth .* has no Bluetooth .*\n +Needed for `solestream start --source ble` only\./)
    expect(stdout).toMatch(/would work with these options\.\n$/)
    expect(stdout).not.toContain('failed')
    expect(code).toBe(0)
    expect(readdirSync(folder)).toEqual(['without.cjs'])
  })

  it('fails without Bluetooth where the options, here of the environment, need it', async () => {
    const { code, ok, of } = await doctor(['--port', '0'], { ...without(HCI, NO_KERNEL_BLUETOOTH), SOLESTREAM_SOURCE: 'ble' })
    expect(of('bluetooth')).toMatchObject({ state: 'failed', mend: expect.stringContaining('--source simulated') as string })
    expect(ok).toBe(false)
    expect(code).toBe(1)
  })

  it('fails where the add-on of the store is not there for this Node, as start does', async () => {
    const env = without('bindings', { message: 'Could not locate the bindings file. Tried: build/better_sqlite3.node' })
    const { code, of } = await doctor(['--port', '0'], env)
    expect(of('store')).toMatchObject({ state: 'failed', mend: expect.stringContaining('npm rebuild better-sqlite3') as string })
    expect(code).toBe(1)
    await expect(startSolestream(['--data', join(folder, 'data')], { env })).rejects.toThrow(/bindings file/)
  })

  it('fails where the port is taken, as start does', async () => {
    const server = createServer()
    const port = await new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(String((server.address() as AddressInfo).port))),
    )
    const { code, of } = await doctor(['--port', port])
    expect(of('port')).toMatchObject({ state: 'failed', detail: expect.stringContaining(`${port} is taken`) as string })
    expect(code).toBe(1)
    await expect(startSolestream(['--data', join(folder, 'data'), '--port', port])).rejects.toThrow(/is taken/)
    server.close()
  })

  it('names a solestream that runs', async () => {
    const running = await startSolestream(['--data', join(folder, 'data')])
    try {
      const { code, of } = await doctor(['--port', new URL(running.url).port])
      expect(of('port').detail).toContain('another solestream (')
      expect(of('store')).toMatchObject({ state: 'ok', detail: expect.stringContaining('in use') as string })
      expect(code).toBe(1)
    } finally {
      await running.stop()
    }
  })

  it.each([
    [['--port', 'x'], '--port'],
    [['--colour'], 'unknown option'],
  ])('refuses %j with exit code 2', async (args, words) => {
    const { code, stderr } = await runSolestream(['doctor', ...args])
    expect(stderr).toContain(words)
    expect(code).toBe(2)
  })
})

const reason = lacks('btvirt', 'gcc')

describe.skipIf(reason)(`doctor with a Bluetooth adapter${reason ? ` (${reason})` : ''}`, () => {
  let bluetooth: VirtualBluetooth
  beforeAll(async () => {
    bluetooth = await startVirtualBluetooth()
  })
  afterAll(() => bluetooth.stop())

  it('says that it is on, and ends although noble would go on', async () => {
    const { code, of } = await doctor(['--port', '0', '--source', 'ble'], bluetooth.envFor('host'))
    expect(of('bluetooth')).toMatchObject({ state: 'ok' })
    expect(of('insole')).toMatchObject({ state: 'ok' })
    expect(code).toBe(0)
  })

  it('says that it is off', async () => {
    await bluetooth.kill('unplugged')
    const { code, of } = await doctor(['--port', '0', '--source', 'ble'], bluetooth.envFor('unplugged'))
    expect(of('bluetooth')).toMatchObject({ state: 'failed', detail: expect.stringContaining('switched off') as string })
    expect(code).toBe(1)
  })
})
