import { lacks, runSolestream, solestream } from '@solestream/testing'
import { ended, startVirtualBluetooth, type VirtualBluetooth } from '@solestream/testing/ble'
import { REQUIREMENTS } from '@solestream/ingest/conformance'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Report {
  readonly ok: boolean
  readonly insole: { readonly name: string; readonly mtu: number; readonly identity: { readonly side: string; readonly serial: string } }
  readonly requirements: readonly { readonly id: string; readonly state: string; readonly seen?: string; readonly because?: string }[]
  readonly brokenOff: readonly unknown[]
}

describe('conformance from the command line', () => {
  it('lists every requirement, for people and as JSON, without Bluetooth', async () => {
    const { code, stdout } = await runSolestream(['conformance', '--list'])
    expect(code).toBe(0)
    for (const { id } of REQUIREMENTS) expect(stdout).toContain(id)
    const json = await runSolestream(['conformance', '--list', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ requirements: REQUIREMENTS.map(({ id }) => ({ id })) })
  })

  it.each([
    [['--side', 'middle'], 'left or right'],
    [['--wait', 'long'], 'seconds'],
    [['--ask'], 'terminal'],
    [['--colour'], 'unknown option'],
  ])('refuses %j with exit code 2', async (args, words) => {
    const { code, stdout, stderr } = await runSolestream(['conformance', ...args])
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

const reason = lacks('btvirt', 'gcc')

describe.skipIf(reason)(`conformance over noble and bleno${reason ? ` (${reason})` : ''}`, () => {
  let bluetooth: VirtualBluetooth
  beforeAll(async () => {
    bluetooth = await startVirtualBluetooth()
  })
  afterAll(() => bluetooth.stop())

  it('finds nothing wrong with `solestream insole`', async () => {
    const insole = solestream(['insole', '--side', 'right'], { env: bluetooth.envFor('right') })
    try {
      await new Promise((resolve) => insole.stdout?.once('data', resolve))
      const { code, stdout, stderr } = await runSolestream(['conformance', '--side', 'right', '--json'], { env: bluetooth.envFor('host') })
      if (stdout === '') throw new Error(stderr)
      const report = JSON.parse(stdout) as Report
      expect(report.requirements.filter(({ state }) => state === 'fails' || state === 'falls-short')).toEqual([])
      expect(report.brokenOff).toEqual([])
      expect(report.insole.identity.side).toBe('right')
      const holding = report.requirements.filter(({ state }) => state === 'holds').map(({ id }) => id)
      for (const id of ['R-GATT-1', 'R-STATUS-1', 'R-SAMPLE-3', 'R-RATE-2', 'R-TIME-2', 'R-LINK-1', 'R-LINK-5'])
        expect(holding).toContain(id)
      expect(code).toBe(0)
    } finally {
      await ended(insole, 'SIGKILL')
    }
  })

  it('says what to do when no insole is heard', async () => {
    const { code, stdout, stderr } = await runSolestream(['conformance', '--serial', 'ABSENT', '--wait', '1'], {
      env: bluetooth.envFor('lonely'),
    })
    expect(stderr).toContain('no insole was heard with serial number ABSENT')
    expect(stderr).toContain('Switch the insole on')
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  it('says what is missing where the adapter is off', async () => {
    await bluetooth.kill('unplugged')
    const { code, stderr } = await runSolestream(['conformance'], { env: bluetooth.envFor('unplugged') })
    expect(stderr).toContain('switched off')
    expect(code).toBe(1)
  })
})
