import { route } from './router.ts'
import { theme, toggleTheme } from './theme.ts'

/** From page to page; on the live page it stands in the header, whose row it shares. */
export function Pages() {
  const current = route.value.page
  const link = (href: string, page: string, words: string) => (
    <a href={href} aria-current={current === page ? 'page' : current === 'session' && page === 'sessions' ? 'true' : undefined}>
      {words}
    </a>
  )
  return (
    <nav class="pages" aria-label="Pages">
      {link('/', 'live', 'Live')}
      {link('/sessions', 'sessions', 'Sessions')}
      <button type="button" class="quiet" onClick={toggleTheme}>
        {theme.value === 'dark' ? 'Light' : 'Dark'}
        <span class="hidden"> colours</span>
      </button>
    </nav>
  )
}
