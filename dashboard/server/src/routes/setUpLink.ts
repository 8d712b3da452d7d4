import type { SetUpLinkDocument } from '@solestream/dashboard-shared'
import { hashOf, newSecret, type Actor, type PeopleStore } from '@solestream/sessions/people'

/** A fresh one-time link for the owner of an account; whatever opened the account before no longer does. */
export async function setUpLink(store: PeopleStore, actor: Actor, id: number): Promise<SetUpLinkDocument> {
  const secret = newSecret()
  const expires_utc = await store.makeSetUpLink(actor, id, hashOf(secret))
  const account = await store.account(id)
  if (account === null) throw new Error(`account ${id} went while a link for it was made`)
  return { account, secret, expires_utc }
}
