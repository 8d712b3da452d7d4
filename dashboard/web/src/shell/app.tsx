import { LivePage } from '../live/livePage.tsx'
import { SessionPage } from '../sessions/sessionPage.tsx'
import { SessionsPage } from '../sessions/sessionsPage.tsx'
import { route } from './router.ts'
import { theme, toggleTheme } from './theme.ts'

export function App() {
  const current = route.value
  const link = (href: string, page: string, words: string) => (
    <a href={href} aria-current={current.page === page ? 'page' : undefined}>
      {words}
    </a>
  )
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <nav class="pages" aria-label="Pages">
        <span class="brand">solestream</span>
        {link('/', 'live', 'Live')}
        {link('/sessions', 'sessions', 'Sessions')}
        <button type="button" class="quiet" onClick={toggleTheme}>
          {theme.value === 'dark' ? 'Light' : 'Dark'}
          <span class="hidden"> colours</span>
        </button>
      </nav>
      <main id="main" tabIndex={-1}>
        <Page />
      </main>
    </>
  )
}

function Page() {
  const current = route.value
  switch (current.page) {
    case 'live':
      return <LivePage />
    case 'sessions':
      return <SessionsPage />
    case 'session':
      return <SessionPage id={current.id} key={current.id} />
    case 'missing':
      return (
        <div class="sheet">
          <h1>There is no such page</h1>
          <p>
            <a href="/">Live</a> or <a href="/sessions">the list of sessions</a>.
          </p>
        </div>
      )
  }
}

function skip(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
