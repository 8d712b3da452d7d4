import { signal } from '@preact/signals'
import {
  CATALOGUES,
  createTranslator,
  type Language,
  type MessageKey,
  type Tags,
  type Translator,
  type Values,
} from '@solestream/dashboard-shared/language'
import type { VNode } from 'preact'

const translator = signal<Translator | null>(null)

/** From now on messages are said in this language. */
export async function speak(language: Language): Promise<void> {
  translator.value = createTranslator(language, await CATALOGUES[language]())
}

export const language = (): Language => spoken().language

/** A message in the chosen language; who calls it while drawing is drawn again when the language changes. */
export const t = (key: MessageKey, values?: Values): string => spoken().text(key, values)

/** A message with tags, such as links. */
export const rich = (key: MessageKey, tags: Tags<VNode>, values?: Values): (string | VNode)[] => spoken().rich(key, tags, values)

/** Who speaks: for what is said elsewhere than on the page too. */
export function spoken(): Translator {
  if (translator.value === null) throw new Error('no language is spoken yet: await speak() first')
  return translator.value
}
