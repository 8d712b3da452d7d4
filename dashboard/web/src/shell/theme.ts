import { signal } from '@preact/signals'

export type Theme = 'dark' | 'light'
const KEY = 'solestream.theme'

/** What theme.js chose before the first paint. */
export const theme = signal<Theme>('dark')

export function startTheme(): void {
  const root = document.documentElement
  theme.value = root.dataset['theme'] === 'light' ? 'light' : 'dark'
  const system = matchMedia('(prefers-color-scheme: light)')
  system.addEventListener('change', () => {
    if (stored() === null) show(system.matches ? 'light' : 'dark')
  })
}

export function toggleTheme(): void {
  show(theme.value === 'dark' ? 'light' : 'dark')
  try {
    localStorage.setItem(KEY, theme.value)
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

function show(next: Theme): void {
  document.documentElement.dataset['theme'] = next
  palette.clear()
  theme.value = next
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

const palette = new Map<string, string>()

/** The value of a colour token, for canvases. */
export function colour(token: string): string {
  let value = palette.get(token)
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
    palette.set(token, value)
  }
  return value
}
