import { signal } from '@preact/signals'

export type Route =
  | { readonly page: 'live' }
  | { readonly page: 'sessions' }
  | { readonly page: 'session' | 'report'; readonly id: string }
  | { readonly page: 'compare'; readonly a: string; readonly b: string }
  | { readonly page: 'people' }
  | { readonly page: 'person'; readonly pseudonym: string }
  | { readonly page: 'patient'; readonly pseudonym: string }
  | { readonly page: 'me' }
  | { readonly page: 'accounts' | 'log' | 'account' | 'set-up' | 'feedback' | 'feedback-screen' | 'guide' }
  | { readonly page: 'missing' }

const PLAIN = ['accounts', 'log', 'account', 'set-up', 'me', 'live', 'feedback', 'guide'] as const

/** The page a path names; a trailing slash does not matter. */
export function routeOf(path: string): Route {
  const [place = '', query] = path.split('?')
  const [first, second, ...rest] = place.split('/').filter((part) => part !== '')
  if (first === undefined) return { page: 'live' }
  if (first === 'compare' && second === undefined) return comparedIn(new URLSearchParams(query))
  if (first === 'sessions' && second !== undefined && rest.length === 1 && rest[0] === 'report') {
    const session = routeOf(`/sessions/${second}`)
    return session.page === 'session' ? { ...session, page: 'report' } : session
  }
  if (first === 'feedback' && second === 'screen' && rest.length === 0) return { page: 'feedback-screen' }
  const plain = PLAIN.find((page) => page === first)
  if (plain !== undefined && second === undefined) return { page: plain }
  const view = first === 'people' && rest.length === 1 && rest[0] === 'view'
  if ((first !== 'sessions' && first !== 'people') || (rest.length > 0 && !view)) return { page: 'missing' }
  if (second === undefined) return { page: first }
  try {
    const name = decodeURIComponent(second)
    if (view) return { page: 'patient', pseudonym: name }
    return first === 'sessions' ? { page: 'session', id: name } : { page: 'person', pseudonym: name }
  } catch {
    return { page: 'missing' }
  }
}

function comparedIn(query: URLSearchParams): Route {
  const [a, b] = [query.get('a'), query.get('b')]
  return a === null || b === null || a === '' || b === '' ? { page: 'missing' } : { page: 'compare', a, b }
}

export const personPath = (pseudonym: string): string => `/people/${encodeURIComponent(pseudonym)}`
export const patientPath = (pseudonym: string): string => `${personPath(pseudonym)}/view`
export const sessionPath = (id: string): string => `/sessions/${encodeURIComponent(id)}`
export const reportPath = (id: string): string => `${sessionPath(id)}/report`
export const comparePath = (a: string, b: string): string => `/compare?${new URLSearchParams({ a, b }).toString()}`

export const route = signal<Route>({ page: 'live' })

export function navigate(path: string): void {
  history.pushState(null, '', path)
  route.value = routeOf(path)
  document.getElementById('main')?.focus({ preventScroll: true })
  scrollTo(0, 0)
}

/** Another address in the place of this one: going back does not come here again. */
export function replace(path: string): void {
  history.replaceState(null, '', path)
  route.value = routeOf(path)
}

/** Follows the address bar, and takes plain clicks on links of this page's own. */
export function startRouter(): void {
  const here = (): Route => routeOf(location.pathname + location.search)
  route.value = here()
  addEventListener('popstate', () => (route.value = here()))
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download') || link.hash !== '') return
    if (link.pathname.startsWith('/api/')) return
    event.preventDefault()
    navigate(link.pathname + link.search)
  })
}
