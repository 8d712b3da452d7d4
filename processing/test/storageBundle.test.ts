import { build } from 'esbuild'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const STORAGE = fileURLToPath(new URL('../src/storage/', import.meta.url))

const program = (file: string, url: string): string => `
  const { createInfluxForwarder, openSqliteStore } = await import(${JSON.stringify(join(STORAGE, 'index.ts'))})
  const store = await openSqliteStore({ file: ${JSON.stringify(file)} })
  const forwarder = createInfluxForwarder({ store, url: ${JSON.stringify(url)}, database: 'd' })
  forwarder.start()
  while (forwarder.status().detail === 'not yet reached') await new Promise((resolve) => setTimeout(resolve, 5))
  console.log(JSON.stringify({ counts: await store.outboxCounts(), status: forwarder.status() }))
  await forwarder.stop()
  await store.close()
`

it('the bundled store finds its worker beside the program or above a chunk, and the forwarder its client', async () => {
  // Below node_modules, where the native add-on is found as an installed program finds it.
  const modules = dirname(dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json')))
  const out = await mkdtemp(join(modules, '.solestream-bundle-'))
  const data = await mkdtemp(join(tmpdir(), 'solestream-bundle-'))
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  try {
    await writeFile(join(data, 'program.ts'), program(join(data, 'solestream.sqlite'), `http://127.0.0.1:${port}`))
    await writeFile(join(out, 'package.json'), '{ "type": "module" }')
    for (const splitting of [true, false]) {
      const { outputs } = (
        await build({
          entryPoints: { program: join(data, 'program.ts'), sqliteWorker: join(STORAGE, 'sqliteWorker.ts') },
          outdir: out,
          bundle: true,
          splitting,
          chunkNames: 'chunks/[name]-[hash]',
          format: 'esm',
          platform: 'node',
          target: 'node20',
          external: ['better-sqlite3'],
          banner: {
            js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
          },
          logLevel: 'silent',
          metafile: true,
        })
      ).metafile
      const store = Object.entries(outputs).find(([, o]) => Object.keys(o.inputs).some((i) => i.endsWith('sqliteStore.ts')))
      expect(store?.[0].includes('/chunks/')).toBe(splitting)
      const { stdout } = await promisify(execFile)(process.execPath, [join(out, 'program.js')], { cwd: data })
      expect(JSON.parse(stdout)).toMatchObject({
        counts: { backlog: 0, deadLetters: 0 },
        status: { state: 'absent', detail: expect.stringContaining('ECONNREFUSED') },
      })
    }
  } finally {
    await rm(out, { recursive: true })
    await rm(data, { recursive: true })
  }
})
