import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Compile } from 'typebox/compile'
import { ProblemSchema } from '@solestream/dashboard-shared/api'
import { OWN, testApp } from './app.ts'

const isProblem = Compile(ProblemSchema)
const POSTS = ['/api/v1/recording/start', '/api/v1/recording/stop', '/api/v1/recording/markers']
const known = fc.record({ label: fc.jsonValue(), condition: fc.jsonValue(), pseudonym: fc.jsonValue() }, { requiredKeys: [] })

test('no body makes the server fail: it is done, or a problem says why not', async () => {
  const { app, bugs } = testApp()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...POSTS),
      fc.oneof(
        fc.json(),
        fc.string(),
        known.map((value) => JSON.stringify(value)),
      ),
      async (url, payload) => {
        const answer = await app.inject({ method: 'POST', url, payload, headers: { ...OWN, 'content-type': 'application/json' } })
        if (answer.statusCode >= 300) {
          expect([400, 409, 413]).toContain(answer.statusCode)
          expect(isProblem.Check(answer.json())).toBe(true)
        }
      },
    ),
    { numRuns: 300 },
  )
  expect(bugs).toEqual([])
})

test('no address makes the server fail', async () => {
  const { app, bugs } = testApp()
  const part = fc.oneof(
    fc.constantFrom('api', 'v1', 'sessions', 's1', 'strides', 'strides.csv', '..', '%2e%2e', '%00', '%zz', '?limit=', '&before=', '//'),
    fc.webSegment(),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      // What a client may put on the request line: printable, no space.
      const url = `/api/${parts.join('/').replaceAll(/[^!-~]/g, encodeURIComponent)}`
      const answer = await app.inject({ url, headers: OWN })
      // Dots may lead to the page, which is not built here.
      if (answer.statusCode === 503) expect(answer.body).toContain('npm run build')
      else expect(answer.statusCode).toBeLessThan(500)
      if (answer.statusCode >= 400 && answer.statusCode < 500) expect(isProblem.Check(answer.json())).toBe(true)
    }),
    { numRuns: 300 },
  )
  expect(bugs).toEqual([])
})
