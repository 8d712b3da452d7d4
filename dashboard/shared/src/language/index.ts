export { CATALOGUES } from './catalogues.ts'
export { LANGUAGES, LANGUAGE_NAMES, languageOf, type Language } from './languages.ts'
export type { Catalogue, MessageKey, Translation } from './translation.ts'
export { createTranslator, type Tags, type Translator, type Values } from './translator.ts'
