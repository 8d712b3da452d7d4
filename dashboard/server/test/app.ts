import { onTestFinished } from 'vitest'
import { buildApp, type Dependencies } from '../src/index.ts'
import { syntheticService } from './syntheticService.ts'

/** An app over a synthetic service, closed at the end of the test. */
export function testApp(options: Partial<Dependencies> = {}) {
  const source = syntheticService()
  const bugs: unknown[] = []
  const app = buildApp({
    service: source.service,
    people: null,
    webRoot: null,
    allowedHosts: [],
    insecure: false,
    version: '1.2.3',
    report: (error) => bugs.push(error),
    ...options,
  })
  onTestFinished(() => app.close())
  return { ...source, app, bugs }
}

/** What a page of this server sends along. */
export const OWN = { host: 'localhost:8420', origin: 'http://localhost:8420', 'sec-fetch-site': 'same-origin' }
/** The same of a page that came over TLS. */
export const OWN_OVER_TLS = { ...OWN, origin: 'https://localhost:8420' }
