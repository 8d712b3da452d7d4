import { signal } from '@preact/signals'
import type { MeDocument } from '@solestream/dashboard-shared'
import { getMe, onSignedOut } from '../shell/api.ts'

/** Who is signed in here; null until the server has said so. */
export const me = signal<MeDocument | null>(null)

/** Asks at the start, and takes any answer that says that nobody is signed in (any more). */
export function startMe(): void {
  onSignedOut(() => {
    me.value = { account: null, access: 'sign-in-needed' }
  })
  for (const act of ['pointerdown', 'keydown']) addEventListener(act, stillHere, { passive: true })
  void getMe(true).then(
    (answer) => (me.value = answer),
    // The page then says by itself that the server does not answer.
    () => (me.value = { account: null, access: 'open' }),
  )
}

/** A person who only watches is there as well: the server hears of keys and clicks once a minute at most. */
const SAY_EVERY_MS = 60_000
let said_ms = -Infinity
function stillHere(): void {
  if (me.value?.access !== 'signed-in' || performance.now() < said_ms + SAY_EVERY_MS) return
  said_ms = performance.now()
  ask(true)
}

/** The live socket closed: because the server is gone, or because nobody is signed in any more? */
export const askWhoIsThere = (): void => ask(false)

function ask(attended: boolean): void {
  void getMe(attended).then(
    (answer) => {
      if (answer.access !== me.value?.access || answer.account?.id !== me.value?.account?.id) me.value = answer
    },
    () => undefined,
  )
}

export const role = () => me.value?.account?.role ?? null
/** Therapists see people; while nobody has an account, the made-up ones of the demo. */
export const seesPeople = (): boolean => me.value !== null && (me.value.access === 'open' || role() === 'therapist')
export const seesMeasurements = (): boolean => role() !== 'administrator'
export const seesLive = (): boolean => role() !== 'administrator' && role() !== 'researcher'
/** The pseudonym of the patient who is signed in; null: somebody else, or nobody. */
export const ownPseudonym = (): string | null => me.value?.account?.pseudonym ?? null
/** A patient who opens solestream lands on the own page; the live page has an address of its own too. */
export const landsOnOwn = (): boolean => ownPseudonym() !== null && location.pathname === '/'
