import type { Account, Actor, Role, Scope } from './model.ts'
import type { PeopleStore } from './peopleStore.ts'

/** Who asks. `account` null: nobody has an account yet, so this is the demo on this computer, with made-up people only. */
export interface Viewer {
  readonly account: Account | null
  /** What a token may do; null: a person signed in, who may do all that the role may. */
  readonly scopes: readonly Scope[] | null
  readonly actor: Actor
}

export const viewerIs = (viewer: Viewer, ...roles: readonly Role[]): boolean =>
  viewer.account === null || roles.includes(viewer.account.role)

/** Pseudonyms whose measurements a viewer may see; 'all' only where no people are kept at all. */
export type Sight = 'all' | ReadonlySet<string>

/**
 * Therapists see their patients, researchers who consents to research, patients themselves, administrators nobody; while nobody has an
 * account, everybody the demo's made-up people. Asked anew for each request: a withdrawn consent or an ended treatment counts at once.
 */
export async function sightOf({ account, actor }: Viewer, people: PeopleStore): Promise<Sight> {
  if (account === null) return new Set((await people.readPersons(actor, { demo: true })).map(({ pseudonym }) => pseudonym))
  if (account.role === 'therapist') return new Set(await people.pseudonymsOf(account.id))
  if (account.role === 'researcher') return new Set(await people.consenting('research'))
  return new Set(account.role === 'patient' && account.pseudonym !== null ? [account.pseudonym] : [])
}

/** A recording of nobody known is seen by those who record: therapists, and whoever sits there while nobody has an account. */
export function sees(viewer: Viewer, sight: Sight, pseudonym: string | null): boolean {
  if (sight === 'all') return true
  return pseudonym === null ? viewerIs(viewer, 'therapist') : sight.has(pseudonym)
}
