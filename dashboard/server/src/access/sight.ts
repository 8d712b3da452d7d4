import { sees, sightOf, SYSTEM, type PeopleStore, type Sight, type Viewer } from '@solestream/sessions/people'

/** What one viewer may see, and what is written down of each look. */
export interface Eyes {
  readonly viewer: Viewer
  readonly sight: Sight
  may(pseudonym: string | null): boolean
  /** For lists: whose sessions; undefined: everybody's. */
  readonly of: readonly (string | null)[] | undefined
  /** A look at something of a person; without a person, at the thing itself. Nothing is written while nobody has an account. */
  looked(action: string, id: string, pseudonym: string | null): Promise<void>
  /** Something that belongs to nobody known was changed. */
  changed(action: string, what: string): Promise<void>
  refused(action: string, id: string, pseudonym: string | null): Promise<void>
}

export async function eyesOf(viewer: Viewer, people: PeopleStore | null): Promise<Eyes> {
  const sight = people === null ? 'all' : await sightOf(viewer, people)
  const write = async (action: string, id: string, pseudonym: string | null, outcome: 'done' | 'refused'): Promise<void> => {
    if (people === null || viewer.account === null) return
    // What was asked for may be anything, a name too: only what is known is written down.
    const known = pseudonym === null || (await people.personExists(pseudonym))
    await people.log(viewer.actor ?? SYSTEM, `${action} ${id}`.trim(), known ? (pseudonym ?? `session ${id}`) : 'unknown', outcome)
  }
  const withoutPerson = sight !== 'all' && sees(viewer, sight, null) ? [null] : []
  return {
    viewer,
    sight,
    may: (pseudonym) => sees(viewer, sight, pseudonym),
    of: sight === 'all' ? undefined : [...sight, ...withoutPerson],
    looked: (action, id, pseudonym) => write(action, id, pseudonym, 'done'),
    changed: async (action, what) => {
      if (people !== null && viewer.account !== null) await people.log(viewer.actor ?? SYSTEM, action, what)
    },
    refused: (action, id, pseudonym) => write(action, id, pseudonym, 'refused'),
  }
}
