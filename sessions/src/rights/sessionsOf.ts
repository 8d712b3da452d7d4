import type { SessionRow, Store } from '@solestream/processing/storage'

const PAGE = 200

/** Every session of a person, newest first. */
export async function sessionsOf(store: Store, pseudonym: string): Promise<readonly SessionRow[]> {
  const all: SessionRow[] = []
  for (;;) {
    const before = all.at(-1)?.id
    const page = await store.listSessions({ of: [pseudonym], limit: PAGE, ...(before === undefined ? {} : { before }) })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}
