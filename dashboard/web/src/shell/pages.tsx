import { mayRecord, me, role, seesLive, seesMeasurements, seesPeople } from '../access/me.ts'
import { personPath, route } from './router.ts'
import { LANGUAGES, LANGUAGE_NAMES } from '@solestream/dashboard-shared/language'
import { language, rich, t } from '../words/say.ts'
import { chooseLanguage } from './language.ts'
import { theme, toggleTheme } from './theme.ts'

const PARENT: Readonly<Record<string, string>> = {
  session: 'sessions',
  report: 'sessions',
  compare: 'sessions',
  person: 'people',
  patient: 'people',
  guide: 'live',
}

/** From page to page; on the live page it stands in the header, whose row it shares. */
export function Pages() {
  const current = route.value.page
  const known = me.value !== null && me.value.access !== 'sign-in-needed'
  const own = me.value?.account?.pseudonym
  const link = (href: string, page: string, words: string) => (
    <a href={href} aria-current={current === page ? 'page' : PARENT[current] === page ? 'true' : undefined}>
      {words}
    </a>
  )
  return (
    <nav class="pages" aria-label={t('common.pages')}>
      {known && own !== null && own !== undefined && link('/me', 'me', t('patient.nav'))}
      {known && seesLive() && link(own ? '/live' : '/', 'live', t('common.live'))}
      {known && mayRecord() && link('/feedback', 'feedback', t('feedback.nav'))}
      {known && seesMeasurements() && link('/sessions', 'sessions', t('common.sessions'))}
      {known && seesPeople() && link('/people', 'people', t('common.people'))}
      {own !== null && own !== undefined && link(personPath(own), 'people', t('common.you'))}
      {role() === 'administrator' && link('/accounts', 'accounts', t('common.accounts'))}
      {role() === 'administrator' && link('/log', 'log', t('common.log'))}
      {me.value?.account && link('/account', 'account', me.value.account.name)}
      {LANGUAGES.filter((other) => other !== language()).map((other) => (
        <button type="button" class="quiet" key={other} lang={other} onClick={() => void chooseLanguage(other)}>
          {LANGUAGE_NAMES[other]}
        </button>
      ))}
      <button type="button" class="quiet" onClick={toggleTheme}>
        {rich(theme.value === 'dark' ? 'common.lightColours' : 'common.darkColours', {
          hidden: (words) => <span class="hidden">{words}</span>,
        })}
      </button>
    </nav>
  )
}
