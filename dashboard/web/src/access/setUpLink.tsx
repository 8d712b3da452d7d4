import type { SetUpLinkDocument } from '@solestream/dashboard-shared'
import { dateTime } from '../words/format.ts'
import { rich } from '../words/say.ts'

/** The one-time link of an account, to be handed to its owner. */
export function SetUpLink({ link }: { link: SetUpLinkDocument }) {
  return (
    <p role="status">
      {rich(
        'access.link',
        { code: (words) => <code class="secret">{words}</code> },
        { until: dateTime(link.expires_utc), link: `${location.origin}/set-up#${link.secret}` },
      )}
    </p>
  )
}
