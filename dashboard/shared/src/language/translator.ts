import compile from 'icu-minify/compile'
import format, { type CompiledMessage } from 'icu-minify/format'
import type { Language } from './languages.ts'
import type { Catalogue, MessageKey } from './translation.ts'

/** What stands in a message: `{n}`. */
export type Values = Readonly<Record<string, string | number>>
/** What draws a message's tags: `<link>words</link>`. */
export type Tags<Element> = Readonly<Record<string, (words: (string | Element)[]) => Element>>

export interface Translator {
  readonly language: Language
  /** Whether there is such a message. */
  has(key: string): key is MessageKey
  /** The message in ICU MessageFormat (plural, select, number), filled in. */
  text(key: MessageKey, values?: Values): string
  /** A message with tags, in its parts. */
  rich<Element>(key: MessageKey, tags: Tags<Element>, values?: Values): (string | Element)[]
}

/** Messages are compiled when first said. */
export function createTranslator(language: Language, catalogue: Catalogue): Translator {
  const compiled = new Map<MessageKey, CompiledMessage>()
  const options = { formatters: createFormatters() }

  function message(key: MessageKey): CompiledMessage {
    let found = compiled.get(key)
    if (found === undefined) {
      const [place, name] = key.split('.') as [keyof Catalogue, string]
      found = compile((catalogue[place] as Readonly<Record<string, string>>)[name]!)
      compiled.set(key, found)
    }
    return found
  }

  return {
    language,
    has(key): key is MessageKey {
      const [place, name] = key.split('.') as [keyof Catalogue, string]
      return Object.hasOwn(catalogue, place) && Object.hasOwn(catalogue[place], name)
    },
    text: (key, values) => format(message(key), language, values, options) as string,
    rich<Element>(key: MessageKey, tags: Tags<Element>, values?: Values) {
      const parts = format<Element>(message(key), language, { ...values, ...tags }, options)
      return Array.isArray(parts) ? parts : [parts]
    },
  }
}

/** Intl's formatters are slow to make. */
function createFormatters() {
  const known = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>()
  const kept =
    <Made extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules, Given extends unknown[]>(
      kind: string,
      make: (...given: Given) => Made,
    ) =>
    (...given: Given): Made => {
      const key = `${kind} ${JSON.stringify(given)}`
      let made = known.get(key)
      if (made === undefined) known.set(key, (made = make(...given)))
      return made as Made
    }
  return {
    getNumberFormat: kept('number', (...given: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...given)),
    getDateTimeFormat: kept('date', (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...given)),
    getPluralRules: kept('plural', (...given: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...given)),
  }
}
