import { describe, expect, test } from 'vitest'
import { RULES } from '../src/access/rules.ts'
import { ROUTES, ROUTE_NAMES, type RouteName } from '../src/routeTable.ts'
import { testApp } from './app.ts'
import { clinic, requestOf, WHO, type Who, type Whose } from './world.ts'

type Row = readonly [administrator: number, therapist: number, researcher: number, patient: number, nobody: number]
const everybody: Row = [200, 200, 200, 200, 200]
const signedIn = (status: number): Row => [status, status, status, status, 401]
const only = (role: 'administrator' | 'therapist', status: number): Row =>
  role === 'administrator' ? [status, 403, 403, 403, 401] : [403, status, 403, 403, 401]
const careAndSelf = (status: number): Row => [403, status, 403, status, 401]
const measured = (status: number): Row => [403, status, status, status, 401]

/**
 * Every route, for every role: what it answers about the viewer's own patient (or self, or a consenting person), and about another one. A route
 * that is not here does not compile. 404 where the viewer must not even learn that it is there.
 */
const TABLE: Readonly<Record<RouteName, { readonly own: Row; readonly other: Row }>> = {
  getHealth: { own: everybody, other: everybody },
  getMe: { own: everybody, other: everybody },
  signIn: { own: everybody, other: everybody },
  setUp: { own: [403, 403, 403, 403, 403], other: [403, 403, 403, 403, 403] },
  getOpenApi: { own: signedIn(200), other: signedIn(200) },
  signOut: { own: signedIn(200), other: signedIn(200) },
  changePassword: { own: signedIn(200), other: signedIn(200) },
  offerSecondFactor: { own: signedIn(200), other: signedIn(200) },
  startSecondFactor: { own: signedIn(400), other: signedIn(400) },
  stopSecondFactor: { own: signedIn(200), other: signedIn(200) },
  listTokens: { own: signedIn(200), other: signedIn(200) },
  createToken: { own: signedIn(201), other: signedIn(201) },
  revokeToken: { own: [404, 200, 404, 404, 401], other: signedIn(404) },

  getStatus: { own: careAndSelf(200), other: careAndSelf(200) },
  startRecording: { own: only('therapist', 201), other: only('therapist', 404) },
  addMarker: { own: only('therapist', 201), other: only('therapist', 403) },
  stopRecording: { own: only('therapist', 200), other: only('therapist', 403) },
  tare: { own: only('therapist', 200), other: only('therapist', 200) },
  calibrateByBodyWeight: { own: only('therapist', 200), other: only('therapist', 200) },
  cancelCalibration: { own: only('therapist', 200), other: only('therapist', 200) },
  setBelt: { own: only('therapist', 200), other: only('therapist', 403) },
  connectTreadmill: { own: only('therapist', 200), other: only('therapist', 403) },
  disconnectTreadmill: { own: only('therapist', 200), other: only('therapist', 403) },
  startFeedback: { own: only('therapist', 200), other: only('therapist', 403) },
  stopFeedback: { own: only('therapist', 200), other: only('therapist', 403) },
  getGuide: { own: only('therapist', 200), other: only('therapist', 200) },
  beginGuide: { own: only('therapist', 200), other: only('therapist', 404) },
  goGuide: { own: only('therapist', 200), other: only('therapist', 403) },
  measureGuide: { own: only('therapist', 200), other: only('therapist', 403) },
  leaveGuide: { own: only('therapist', 200), other: only('therapist', 403) },

  listSessions: { own: measured(200), other: measured(200) },
  getSession: { own: measured(200), other: measured(404) },
  getStrides: { own: measured(200), other: measured(404) },
  getStridesCsv: { own: measured(200), other: measured(404) },
  exportSession: { own: measured(200), other: measured(404) },
  getReportPdf: { own: measured(200), other: measured(404) },
  // Of one's own with somebody else's.
  compareSessions: { own: measured(200), other: measured(404) },

  listPeople: { own: only('therapist', 200), other: only('therapist', 200) },
  createPerson: { own: only('therapist', 201), other: only('therapist', 201) },
  getPerson: { own: careAndSelf(200), other: careAndSelf(404) },
  changePerson: { own: only('therapist', 200), other: only('therapist', 404) },
  erasePerson: { own: only('therapist', 200), other: only('therapist', 404) },
  exportPerson: { own: careAndSelf(200), other: careAndSelf(404) },
  listConsents: { own: careAndSelf(200), other: careAndSelf(404) },
  giveConsent: { own: only('therapist', 201), other: only('therapist', 404) },
  withdrawConsent: { own: careAndSelf(200), other: careAndSelf(404) },
  listTherapists: { own: only('therapist', 200), other: only('therapist', 200) },
  assignTherapist: { own: only('therapist', 200), other: only('therapist', 404) },
  releaseTherapist: { own: only('therapist', 200), other: only('therapist', 404) },
  getPatientAccount: { own: only('therapist', 200), other: only('therapist', 404) },
  makePatientLink: { own: only('therapist', 201), other: only('therapist', 404) },
  getPersonLog: { own: careAndSelf(200), other: careAndSelf(404) },

  getTrends: { own: measured(200), other: measured(404) },
  listGoals: { own: careAndSelf(200), other: careAndSelf(404) },
  agreeGoal: { own: only('therapist', 201), other: only('therapist', 404) },
  endGoal: { own: only('therapist', 200), other: only('therapist', 404) },
  listNotes: { own: careAndSelf(200), other: careAndSelf(404) },
  writeNote: { own: careAndSelf(201), other: careAndSelf(404) },

  listAccounts: { own: only('administrator', 200), other: only('administrator', 200) },
  createAccount: { own: only('administrator', 201), other: only('administrator', 201) },
  disableAccount: { own: only('administrator', 200), other: only('administrator', 200) },
  resetPassword: { own: only('administrator', 200), other: only('administrator', 200) },
  getLog: { own: only('administrator', 200), other: only('administrator', 200) },
}

async function ask(name: RouteName, who: Who, whose: Whose) {
  const c = await clinic()
  const request = await requestOf(name, c, whose)
  const answer = await c.app.inject({ ...request, headers: await c.as(who) })
  return { ...c, answer }
}

describe.each(ROUTE_NAMES)('%s', (name) => {
  test.each(['own', 'other'] as const)('%s', async (whose) => {
    const got: number[] = []
    for (const who of WHO) {
      const { answer, other, bugs } = await ask(name, who, whose)
      got.push(answer.statusCode)
      expect(bugs).toEqual([])
      // Nothing of the other person is in any answer, whatever was asked; therapists alone may name each other.
      if (who !== 'administrator') expect(answer.body).not.toContain(other.name)
      // The log says ids and pseudonyms to who keeps it.
      if (whose === 'own' && name !== 'getLog') expect(answer.body).not.toContain(other.pseudonym)
      // Administrators have no clinical view: neither people nor what was measured.
      if (who === 'administrator') expect(answer.body).not.toMatch(/Ada Müller|left knee|"median":[0-9]/)
    }
    expect(got).toEqual(TABLE[name][whose])
  })
})

test('whatever is served under /api stands in the table', async () => {
  const { app } = testApp()
  await app.ready()
  const served = new Set<string>()
  /** What stands before a line of the tree, by its depth. */
  const before: string[] = ['']
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, part, methods] = /^([│├└─ ]*)(\S+) \(([A-Z, ]+)\)$/.exec(line) ?? []
    if (indent === undefined) continue
    const depth = indent.length / 4
    const path = `${before[depth - 1]}${part}`
    before[depth] = path
    for (const method of methods!.split(', ')) if (method !== 'HEAD' && path.startsWith('/api')) served.add(`${method} ${path}`)
  }
  expect([...served].toSorted()).toEqual(ROUTE_NAMES.map((name) => ROUTES[name].join(' ')).toSorted())
})

describe('tokens', () => {
  test.each(ROUTE_NAMES)('%s needs its scope, and nothing that is for people only', async (name) => {
    const { scope, roles } = RULES[name]
    if (roles === 'anyone') return
    const role = roles.includes('therapist') ? 'therapist' : 'administrator'
    for (const scopes of [['read'], ['export'], ['record']] as const) {
      const c = await clinic()
      const request = await requestOf(name, c, 'own')
      const { hashOf, newSecret, SYSTEM } = await import('@solestream/sessions/people')
      const secret = newSecret()
      const facts = { hash: hashOf(secret), account: c.accounts[role].id, label: 't', scopes, expires_utc: '2999-01-01T00:00:00Z' }
      await c.store.createToken(SYSTEM, facts)
      const answer = await c.app.inject({ ...request, headers: { ...(await c.as('nobody')), authorization: `Bearer ${secret}` } })
      const allowed = scope !== null && (scopes as readonly string[]).includes(scope)
      expect([name, scopes, answer.statusCode < 300]).toEqual([name, scopes, allowed])
    }
  })

  test('that do not hold are no sign-in, whatever cookie comes with them', async () => {
    const c = await clinic()
    const headers = { ...(await c.as('therapist')), authorization: `Bearer ${'x'.repeat(43)}` }
    expect((await c.app.inject({ url: '/api/v1/sessions', headers })).statusCode).toBe(401)
  })
})

describe('while nobody has an account', () => {
  test.each(ROUTE_NAMES)('%s is open only where the demo needs it', async (name) => {
    const { app } = testApp()
    const c = await clinic()
    const answer = await app.inject({ ...(await requestOf(name, c, 'own')), headers: await c.as('nobody') })
    if (RULES[name].open) expect([name, answer.statusCode]).not.toEqual([name, 401])
    else expect([name, answer.statusCode]).toEqual([name, 403])
  })
})
