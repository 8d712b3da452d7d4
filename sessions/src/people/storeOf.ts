import type { PeopleMethod, PeopleState } from './state/peopleState.ts'

/** The identity database and the log, from any thread: each method as in `state/`, resolved once it is on the disk. */
export type PeopleStore = {
  readonly [M in PeopleMethod]: (...args: Parameters<PeopleState[M]>) => Promise<Awaited<ReturnType<PeopleState[M]>>>
} & {
  /** After each change that may end a sign-in or change who may see whom, made in this process. Returns the function that ends it. */
  onAccessChange(listener: () => Promise<void>): () => void
  close(): Promise<void>
}

/** What may end a sign-in, or change who may see whom. */
const CHANGES_ACCESS: ReadonlySet<string> = new Set<PeopleMethod>([
  'createAccount',
  'createFirstAccount',
  'endSignIn',
  'erasePerson',
  'giveConsent',
  'makeSetUpLink',
  'revokeToken',
  'setDisabled',
  'setPassword',
  'setSecondFactor',
  'setTreats',
  'useSetUpLink',
  'withdrawConsent',
])

/**
 * A store whose methods are `call`s by name. A change of access is answered once everybody who listens has dealt with it: whoever is told
 * that a right was taken can rely on it.
 */
export function storeOf(call: (name: string, args: readonly unknown[]) => Promise<unknown>, close: () => Promise<void>): PeopleStore {
  const listeners = new Set<() => Promise<void>>()
  const onAccessChange: PeopleStore['onAccessChange'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  async function changing(name: string, args: readonly unknown[]): Promise<unknown> {
    const value = await call(name, args)
    await Promise.allSettled([...listeners].map((listener) => listener()))
    return value
  }
  return new Proxy({} as PeopleStore, {
    get(_, name: string) {
      if (name === 'then') return undefined
      if (name === 'close') return close
      if (name === 'onAccessChange') return onAccessChange
      return (...args: readonly unknown[]) => (CHANGES_ACCESS.has(name) ? changing(name, args) : call(name, args))
    },
  })
}
