import { AccountPage } from '../access/accountPage.tsx'
import { landsOnOwn, mayRecord, me, seesLive } from '../access/me.ts'
import { SetUpPage } from '../access/setUpPage.tsx'
import { SignInPage } from '../access/signInPage.tsx'
import { AccountsPage } from '../administration/accountsPage.tsx'
import { LogPage } from '../administration/logPage.tsx'
import { FeedbackPage } from '../feedback/feedbackPage.tsx'
import { FeedbackScreen } from '../feedback/feedbackScreen.tsx'
import { GuidePage } from '../guide/guidePage.tsx'
import { LivePage } from '../live/livePage.tsx'
import { OwnPage, Landing } from '../patient/ownPage.tsx'
import { PatientPage } from '../patient/patientPage.tsx'
import { PeoplePage } from '../people/peoplePage.tsx'
import { PersonPage } from '../people/personPage.tsx'
import { ComparePage } from '../compare/comparePage.tsx'
import { ReportPage } from '../report/reportPage.tsx'
import { SessionPage } from '../sessions/sessionPage.tsx'
import { SessionsPage } from '../sessions/sessionsPage.tsx'
import { route } from './router.ts'
import { Pages } from './pages.tsx'
import { rich, t } from '../words/say.ts'

export function App() {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {t('common.skip')}
      </a>
      {!showsLive() && !showsScreen() && (
        <header class="topbar">
          <span class="brand">solestream</span>
          <Pages />
        </header>
      )}
      <main id="main" tabIndex={-1}>
        <Page />
      </main>
    </>
  )
}

/** The live page has a header of its own. */
const showsLive = (): boolean =>
  route.value.page === 'live' && me.value !== null && me.value.access !== 'sign-in-needed' && seesLive() && !landsOnOwn()

/** Nothing but the goal on the patient's screen. */
const showsScreen = (): boolean => route.value.page === 'feedback-screen' && me.value?.access !== 'sign-in-needed' && seesLive()

function Page() {
  const current = route.value
  const known = me.value
  if (current.page === 'set-up') return <SetUpPage />
  if (known === null) return null
  if (known.access === 'sign-in-needed') return <SignInPage />
  if (current.page === 'live' && landsOnOwn()) return <Landing />
  if (current.page === 'live' && !seesLive()) return known.account?.role === 'administrator' ? <AccountsPage /> : <SessionsPage />
  switch (current.page) {
    case 'live':
      return <LivePage />
    case 'guide':
      return mayRecord() ? <GuidePage /> : <Missing />
    case 'feedback':
      return mayRecord() ? <FeedbackPage /> : <Missing />
    case 'feedback-screen':
      return seesLive() ? <FeedbackScreen /> : <Missing />
    case 'sessions':
      return <SessionsPage />
    case 'session':
      return <SessionPage id={current.id} key={current.id} />
    case 'report':
      return <ReportPage id={current.id} key={current.id} />
    case 'compare':
      return <ComparePage a={current.a} b={current.b} key={`${current.a} ${current.b}`} />
    case 'people':
      return <PeoplePage />
    case 'person':
      return <PersonPage pseudonym={current.pseudonym} key={current.pseudonym} />
    case 'patient':
      return <PatientPage pseudonym={current.pseudonym} key={current.pseudonym} />
    case 'me':
      return <OwnPage />
    case 'accounts':
      return <AccountsPage />
    case 'log':
      return <LogPage />
    case 'account':
      return <AccountPage />
    case 'missing':
      return <Missing />
  }
}

const Missing = () => (
  <div class="sheet">
    <h1>{t('common.noSuchPage')}</h1>
    <p>
      {rich('common.elsewhere', {
        live: (words) => <a href="/">{words}</a>,
        sessions: (words) => <a href="/sessions">{words}</a>,
      })}
    </p>
  </div>
)

function skip(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
