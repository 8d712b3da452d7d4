import { signOut } from '../shell/api.ts'
import { me } from './me.ts'
import { PasswordCard } from './passwordCard.tsx'
import { SecondFactorCard } from './secondFactorCard.tsx'
import { TokensCard } from './tokensCard.tsx'
import { t } from '../words/say.ts'

/** One's own account. */
export function AccountPage() {
  const account = me.value?.account
  if (!account)
    return (
      <div class="sheet">
        <h1>{t('access.account')}</h1>
        <p class="empty">{t('access.noAccount')}</p>
      </div>
    )
  return (
    <div class="sheet">
      <div class="title-row">
        <h1>{account.name}</h1>
        <span>{t(`access.${account.role}`)}</span>
        <button type="button" onClick={() => void signOut().then((answer) => (me.value = answer))}>
          {t('access.signOut')}
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
