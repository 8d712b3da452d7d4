import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { environmentOf, START_OPTION_NAMES } from '@solestream/sessions/options'

const root = new URL('../', import.meta.url)
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')

interface Service {
  readonly ports?: readonly string[]
  readonly environment?: Record<string, string>
  readonly build?: string
  readonly volumes?: readonly string[]
  readonly depends_on?: Record<string, unknown>
}
const compose = parse(text('docker-compose.yml')) as { services: Record<string, Service>; volumes: Record<string, unknown> }

// No engine runs here: what can be told without one.
describe('docker-compose.yml', () => {
  it("is valid against Compose's schema", () => {
    const schema = JSON.parse(readFileSync(new URL('node_modules/dclint/schemas/compose.schema.json', root), 'utf8')) as Record<
      string,
      unknown
    >
    delete schema['$schema']
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
    expect(validate(compose), JSON.stringify(validate.errors)).toBe(true)
  })

  it('publishes on this computer only', () => {
    const ports = Object.values(compose.services).flatMap((s) => s.ports ?? [])
    expect(ports.length).toBe(2)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  })

  it('uses options that exist, volumes and services that are declared', () => {
    const known = new Set(START_OPTION_NAMES.map(environmentOf))
    for (const name of Object.keys(compose.services['solestream']!.environment!)) expect(known).toContain(name)
    for (const service of Object.values(compose.services)) {
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
      for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(name)
    }
  })
})

describe('Dockerfile', () => {
  it('copies only what exists and starts the command that npm start does', () => {
    const dockerfile = text('Dockerfile')
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[]
    expect(command.join(' ')).toBe(scripts['start'])
    const copied = [...dockerfile.matchAll(/^COPY --from=build .*? ((?:\/app\/\S+ )+)/gm)].flatMap((m) => m[1]!.trim().split(' '))
    expect(copied.length).toBeGreaterThan(3)
    for (const path of copied) expect(['package.json', 'build.js', 'bin', 'dist', 'node_modules']).toContain(path.replace('/app/', ''))
  })
})
