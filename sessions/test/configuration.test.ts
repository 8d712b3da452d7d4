import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigurationFault } from '@solestream/ingest'
import { fromEnvironment, openDataFolder, readConfigurationFile, resolveOptions, type Given } from '@solestream/sessions'
import { optionsTable } from '../src/configuration/table.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'configuration-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function faultOf(work: () => unknown): ConfigurationFault {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationFault)
    return error as ConfigurationFault
  }
  throw new Error('no fault')
}

describe('options of start', () => {
  it('has defaults for a fresh machine', () => {
    expect(resolveOptions({}, {}, {})).toMatchObject({
      source: 'simulated',
      store: 'embedded',
      data: './data',
      port: 8420,
      host: '127.0.0.1',
      insecure: false,
    })
  })

  it('takes flags before the environment before the file', () => {
    const environment = fromEnvironment({ SOLESTREAM_PORT: '1000', SOLESTREAM_DATA: '/e', SOLESTREAM_INFLUX_DATABASE: 'e' })
    const options = resolveOptions({ port: '2000' }, environment, { port: 3000, data: '/f', source: 'ble' })
    expect(options).toMatchObject({ port: 2000, data: '/e', source: 'ble', influxDatabase: 'e' })
  })

  it('names every problem, where it stands and its mend, at once', () => {
    const fault = faultOf(() =>
      resolveOptions({ source: 'radio', pace: 'fast' }, { port: '99999' }, { colour: 'red', store: 'postgres' } as Given),
    )
    for (const word of ['--source "radio"', '--pace "fast"', 'SOLESTREAM_PORT "99999"', '"colour" is no option', '"store" "postgres"'])
      expect(fault.message).toContain(word)
    expect(fault.mend).toContain('simulated, ble, or replay:FILE')
    expect(fault.message).toContain('"store" "postgres": is not understood')
    expect(fault.mend).toContain('embedded, or influxdb')
  })

  it.each(['12x', '-1', '1.5', ''])('refuses port %j', (port) => {
    expect(faultOf(() => resolveOptions({ port }, {}, {})).message).toContain('--port')
  })

  it('never repeats a password', () => {
    expect(faultOf(() => resolveOptions({ influxPassword: 12 }, {}, {})).message).not.toContain('12')
  })

  it('opens another host than loopback only when told that it is insecure', () => {
    expect(faultOf(() => resolveOptions({ host: '0.0.0.0' }, {}, {})).mend).toContain('--insecure')
    expect(resolveOptions({ host: '0.0.0.0', insecure: true }, {}, {}).host).toBe('0.0.0.0')
    expect(resolveOptions({ host: '127.0.0.9' }, {}, {}).host).toBe('127.0.0.9')
  })

  it('trusts a proxy on this computer only: another host needs TLS of its own as well', () => {
    expect(resolveOptions({ behindProxy: true }, {}, {}).behindProxy).toBe(true)
    for (const insecure of [false, true]) {
      const fault = faultOf(() => resolveOptions({ host: '0.0.0.0', behindProxy: true, insecure }, {}, {}))
      expect(fault.message).toContain('--behind-proxy')
      expect(fault.mend).toContain('--tls-certificate')
    }
    const tls = { host: '0.0.0.0', behindProxy: true, tlsCertificate: 'c.pem', tlsKey: 'k.pem' }
    expect(resolveOptions(tls, {}, {}).host).toBe('0.0.0.0')
  })

  it('reads the file when there is one and says what is wrong in it', () => {
    const file = join(folder, 'solestream.config.json')
    expect(readConfigurationFile(file)).toEqual({})
    writeFileSync(file, '{ "port": 1 }')
    expect(readConfigurationFile(file)).toEqual({ port: 1 })
    writeFileSync(file, '{ port }')
    expect(faultOf(() => readConfigurationFile(file)).message).toContain('not JSON')
    writeFileSync(file, '[]')
    expect(faultOf(() => readConfigurationFile(file)).message).toContain('no object')
  })

  it('is told in the README as the schema has it', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, table] = /<!-- options -->\n([^]*)<!-- \/options -->/.exec(readme) ?? []
    expect(table?.trim()).toBe(optionsTable())
  })
})

describe('the data folder', () => {
  it('is made where it is absent', () => {
    const data = openDataFolder(join(folder, 'a', 'b'))
    expect(data.journal('x')).toBe(join(folder, 'a', 'b', 'recordings', 'x.journal'))
    expect(data.freeBytes()).toBeGreaterThan(0)
  })

  it('says when a file stands in its way', () => {
    writeFileSync(join(folder, 'file'), '')
    const fault = faultOf(() => openDataFolder(join(folder, 'file')))
    expect(fault.message).toContain('a file stands where a folder is needed')
    expect(fault.mend).toContain('--data')
  })

  it('says when it cannot be written', () => {
    // A folder that even root cannot write.
    expect(faultOf(() => openDataFolder('/proc/self/fd/solestream')).message).toContain("can't be written")
  })
})
