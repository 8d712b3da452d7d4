import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { buildApp, listen, type People } from '@solestream/dashboard-server'
import { createSimulatedSource } from '@solestream/ingest'
import { createMemoryStore, type Store } from '@solestream/processing/storage'
import { createService, openDataFolder } from '@solestream/sessions'
import { createSignIn } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { muteSource } from './muteSource.ts'

const CONFIG = fileURLToPath(new URL('../vite.config.ts', import.meta.url))
/** As root Chromium has no sandbox; and it is to speak to nobody but the page's server. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'] // prettier-ignore

/** Nobody has an account: everything is open. */
function nobodyYet(): People {
  const store = createMemoryPeople()
  return { store, signIn: createSignIn(store) }
}

/** A fresh page that writes down what goes wrong in it. Refusals are answers; what the content policy refuses is not. */
export async function watchedPage(browser: Browser, options: BrowserContextOptions, complaints: string[]): Promise<Page> {
  complaints.length = 0
  const page = await browser.newPage(options)
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  return page
}

/** The built page over the real server and service with a simulated walk; `close` ends all of it. */
export async function servedPage(pace: number, people: People = nobodyYet(), store: Store = createMemoryStore()) {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-page-'))
  const webRoot = join(folder, 'web')
  await build({ configFile: CONFIG, logLevel: 'warn', build: { outDir: webRoot } })
  const source = muteSource(createSimulatedSource({ pace }))
  const service = createService({ version: '1.2.3', source, store, data: openDataFolder(folder), forwarder: null, recordAtOnce: true })
  const app = () => buildApp({ service, people, webRoot, allowedHosts: [], insecure: false, version: '1.2.3' })
  let server = app()
  const { port } = await listen(server, { host: '127.0.0.1', port: 0 })
  await service.start()
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS })
  return {
    url: `http://127.0.0.1:${port}`,
    browser,
    service,
    source,
    /** The server goes away; the service behind it lives on. */
    down: () => server.close(),
    async up() {
      server = app()
      await listen(server, { host: '127.0.0.1', port })
    },
    async close() {
      await browser.close()
      await server.close()
      await service.close()
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}
