import { LivePage } from '../live/livePage.tsx'
import { SessionPage } from '../sessions/sessionPage.tsx'
import { SessionsPage } from '../sessions/sessionsPage.tsx'
import { route } from './router.ts'
import { Pages } from './pages.tsx'

export function App() {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      {route.value.page !== 'live' && (
        <div class="topbar">
          <span class="brand">solestream</span>
          <Pages />
        </div>
      )}
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
