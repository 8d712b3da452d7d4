import type { SetUpLinkDocument } from '@solestream/dashboard-shared'
import { dateTime } from '../words/format.ts'

/** The one-time link of an account, to be handed to its owner. */
export function SetUpLink({ link }: { link: SetUpLinkDocument }) {
  return (
    <p role="status">
      Give this link to its owner, and to nobody else; it works once, until {dateTime(link.expires_utc)}, and is not shown again:{' '}
      <code class="secret">{`${location.origin}/set-up#${link.secret}`}</code>
    </p>
  )
}
