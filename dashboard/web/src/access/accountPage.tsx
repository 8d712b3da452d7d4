import { signOut } from '../shell/api.ts'
import { me } from './me.ts'
import { PasswordCard } from './passwordCard.tsx'
import { SecondFactorCard } from './secondFactorCard.tsx'
import { TokensCard } from './tokensCard.tsx'

/** One's own account. */
export function AccountPage() {
  const account = me.value?.account
  if (!account)
    return (
      <div class="sheet">
        <h1>Your account</h1>
        <p class="empty">There is no account yet: this is the demo on this computer. The link for the first one stands in the terminal.</p>
      </div>
    )
  return (
    <div class="sheet">
      <div class="title-row">
        <h1>{account.name}</h1>
        <span>{account.role}</span>
        <button type="button" onClick={() => void signOut().then((answer) => (me.value = answer))}>
          Sign out
        </button>
      </div>
      <div class="cards">
        <PasswordCard account={account} />
        <SecondFactorCard account={account} />
        <TokensCard account={account} />
      </div>
    </div>
  )
}
