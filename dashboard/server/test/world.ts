import { onTestFinished } from 'vitest'
import { createSignIn, hashOf, hashPassword, newSecret, SYSTEM, type Account, type Role } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { createSignInCookie } from '../src/access/signInCookie.ts'
import type { Dependencies } from '../src/index.ts'
import type { RouteName } from '../src/routeTable.ts'
import { ROUTES } from '../src/routeTable.ts'
import { OWN, testApp } from './app.ts'

export const PASSWORD = 'correct horse battery'
const hashed = hashPassword(PASSWORD)
const FACTS = { name: 'Ada Müller', birthYear: 1961, bodyMass_kg: 71.5, shoeSize: 39, notes: 'left knee' }

export const GOAL = {
  metric: 'stance_s',
  of: 'asymmetry',
  atLeast: -5,
  atMost: 5,
  words: 'Left and right alike',
  agreedOn: '2026-04-14',
} as const

export type Who = Role | 'nobody'
export const WHO: readonly Who[] = ['administrator', 'therapist', 'researcher', 'patient', 'nobody']

/**
 * A clinic: therapist anna treats one person, who agreed to research and has an account; therapist bert treats another one. Session s1 is
 * of the first, s2 of the second, s3 of nobody known.
 */
export async function clinic(options: Partial<Dependencies> = {}, now?: () => Date) {
  const store = createMemoryPeople(now)
  onTestFinished(() => store.close())
  const passwordHash = await hashed
  const make = async (name: string, role: Role, pseudonym: string | null = null): Promise<Account> => {
    const account = await store.createAccount(SYSTEM, { name, role, pseudonym, passwordHash })
    if (account === null) throw new Error(`the name ${name} is taken`)
    return account
  }
  const anna = await make('anna', 'therapist')
  const bert = await make('bert', 'therapist')
  const own = await store.createPerson(SYSTEM, FACTS, anna.id)
  const other = await store.createPerson(SYSTEM, { ...FACTS, name: 'Otto Other' }, bert.id)
  await store.giveConsent(SYSTEM, own.pseudonym, 'research', '2026-1')
  await store.giveConsent(SYSTEM, other.pseudonym, 'care', '2026-1')
  const accounts = {
    therapist: anna,
    administrator: await make('root', 'administrator'),
    researcher: await make('rita', 'researcher'),
    patient: await make('paul', 'patient', own.pseudonym),
    bert,
  }
  const signIn = createSignIn(store)
  const cookie = createSignInCookie(Boolean(options.tls) || options.behindProxy === true)
  const parts = testApp({ people: { store, signIn }, ...options })
  const pseudonyms: Record<string, string | null> = { s1: own.pseudonym, s2: other.pseudonym, s3: null }
  parts.sessions.splice(0, Infinity, ...parts.sessions.map((s) => ({ ...s, pseudonym: pseudonyms[s.id] ?? null, condition: 'free text' })))

  /** Headers of a page where that one is signed in. */
  async function as(who: Who | 'bert'): Promise<Record<string, string>> {
    if (who === 'nobody') return { ...OWN }
    const secret = newSecret()
    await store.beginSignIn({ account: accounts[who].id, token: null, from: null }, hashOf(secret))
    return { ...OWN, cookie: `${cookie.name}=${secret}` }
  }
  return { ...parts, store, signIn, accounts, own, other, as }
}
export type Clinic = Awaited<ReturnType<typeof clinic>>

/** Whose data a request is about. */
export type Whose = 'own' | 'other'

/** A request that would be done for who may do it, with whatever must be there before. */
export async function requestOf(name: RouteName, c: Clinic, whose: Whose) {
  const person = c[whose]
  const session = whose === 'own' ? 's1' : 's2'
  const mine = c.accounts.therapist
  const bodies: Partial<Record<RouteName, object>> = {
    signIn: { name: 'anna', password: PASSWORD },
    setUp: { secret: 'x'.repeat(43), name: 'mallory', password: PASSWORD },
    signOut: {},
    changePassword: { current: PASSWORD, password: 'another long password' },
    offerSecondFactor: {},
    startSecondFactor: { secret: 'A'.repeat(32), code: '000000', password: PASSWORD },
    stopSecondFactor: { password: PASSWORD, code: '000000' },
    createToken: { label: 'script', scopes: ['read'], days: 1, password: PASSWORD },
    startRecording: { pseudonym: person.pseudonym },
    stopRecording: {},
    tare: { side: 'both' },
    calibrateByBodyWeight: { bodyMass_kg: 70, exercise: 'single-leg' },
    cancelCalibration: {},
    setBelt: { speed_m_s: 1.2, incline_percent: null },
    connectTreadmill: {},
    disconnectTreadmill: {},
    startFeedback: { goal: 'cadence', side: null, low: 100, high: 110, tone: true, fading: 'faded', block_s: 60 },
    stopFeedback: {},
    beginGuide: { pseudonym: person.pseudonym, condition: 'own shoe' },
    goGuide: { step: 'sides' },
    measureGuide: {},
    leaveGuide: {},
    addMarker: { label: 'pain 3' },
    createPerson: FACTS,
    changePerson: FACTS,
    giveConsent: { purpose: 'care', version: '1' },
    createAccount: { name: 'newcomer', role: 'therapist' },
    makePatientLink: {},
    disableAccount: { disabled: true },
    resetPassword: {},
    agreeGoal: GOAL,
    endGoal: {},
    writeNote: { text: 'slower on Monday' },
  }
  const withRecording: readonly RouteName[] = [
    'stopRecording',
    'addMarker',
    'setBelt',
    'connectTreadmill',
    'disconnectTreadmill',
    'startFeedback',
    'stopFeedback',
  ]
  if (withRecording.includes(name)) await c.service.startRecording({ pseudonym: person.pseudonym })
  const withGuide: readonly RouteName[] = ['getGuide', 'goGuide', 'measureGuide', 'leaveGuide']
  if (withGuide.includes(name)) c.service.beginGuide({ pseudonym: person.pseudonym, condition: null })
  let id = session
  if (name === 'withdrawConsent') id = String((await c.store.consentsOf(person.pseudonym))[0]?.id)
  if (name === 'endGoal') id = String((await c.store.agreeGoal(SYSTEM, person.pseudonym, GOAL)).id)
  if (name === 'assignTherapist' || name === 'releaseTherapist') {
    id = String(name === 'assignTherapist' ? c.accounts.bert.id : mine.id)
    if (name === 'releaseTherapist') await c.store.setTreats(SYSTEM, person.pseudonym, c.accounts.bert.id, true)
  }
  if (name === 'disableAccount' || name === 'resetPassword') id = String(c.accounts.researcher.id)
  if (name === 'revokeToken') {
    const owner = whose === 'own' ? mine.id : c.accounts.bert.id
    const facts = { hash: hashOf(newSecret()), account: owner, label: 't', scopes: ['read'] as const, expires_utc: '2999-01-01T00:00:00Z' }
    id = String((await c.store.createToken(SYSTEM, facts)).id)
  }
  const [method, path] = ROUTES[name]
  const queries: Partial<Record<RouteName, string>> = {
    exportSession: '?format=csv',
    compareSessions: `?a=s1&b=${session}`,
    getTrends: '?metrics=cadence_per_min',
  }
  const query = queries[name] ?? ''
  return {
    method,
    url: (path + query).replace(':pseudonym', person.pseudonym).replace(':id', id),
    ...(bodies[name] ? { payload: bodies[name] } : {}),
  }
}
