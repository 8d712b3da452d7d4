import { me, role, seesLive, seesMeasurements, seesPeople } from '../access/me.ts'
import { personPath, route } from './router.ts'
import { theme, toggleTheme } from './theme.ts'

const PARENT: Readonly<Record<string, string>> = { session: 'sessions', person: 'people' }

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
    <nav class="pages" aria-label="Pages">
      {known && seesLive() && link('/', 'live', 'Live')}
      {known && seesMeasurements() && link('/sessions', 'sessions', 'Sessions')}
      {known && seesPeople() && link('/people', 'people', 'People')}
      {own !== null && own !== undefined && link(personPath(own), 'people', 'You')}
      {role() === 'administrator' && link('/accounts', 'accounts', 'Accounts')}
      {role() === 'administrator' && link('/log', 'log', 'Log')}
      {me.value?.account && link('/account', 'account', me.value.account.name)}
      <button type="button" class="quiet" onClick={toggleTheme}>
        {theme.value === 'dark' ? 'Light' : 'Dark'}
        <span class="hidden"> colours</span>
      </button>
    </nav>
  )
}
