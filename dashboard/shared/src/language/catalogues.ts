import type { Language } from './languages.ts'
import type { Catalogue } from './translation.ts'

/** Loaded when a language is chosen. */
export const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/index.ts')).en,
  de: async () => (await import('./de/index.ts')).de,
}
