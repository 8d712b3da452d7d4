import { languageOf, type Language } from '@solestream/dashboard-shared/language'
import { speak } from '../words/say.ts'

const KEY = 'solestream.language'

/** Before the first paint: what was chosen, else what the browser asks for. */
export const startLanguage = (): Promise<void> => show(languageOf([stored() ?? '', ...navigator.languages]))

export async function chooseLanguage(language: Language): Promise<void> {
  await show(language)
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

async function show(language: Language): Promise<void> {
  await speak(language)
  document.documentElement.lang = language
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
