import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'
import { CATALOGUES, createTranslator, LANGUAGES, languageOf, type Catalogue } from '@solestream/dashboard-shared/language'

const messagesOf = (catalogue: Catalogue): [string, string][] =>
  Object.entries(catalogue).flatMap(([place, messages]) =>
    Object.entries(messages).map(([key, text]): [string, string] => [`${place}.${key}`, text]),
  )

/** Names of values and tags in a compiled message: a text, or a list of texts, 0 (the number of a plural) and [name, ...]. */
function placeholders(message: unknown, names = new Set<string>()): Set<string> {
  if (!Array.isArray(message)) return names
  for (const part of message as unknown[]) {
    if (!Array.isArray(part)) continue
    const [name, kind, options] = part as [string, ...unknown[]]
    names.add(name)
    if (typeof kind !== 'number') placeholders(part.slice(1), names)
    else if (typeof options === 'object') for (const option of Object.values(options ?? {})) placeholders(option, names)
  }
  return names
}

const en = await CATALOGUES.en()

describe('messages', () => {
  it('are compared by their values and tags', () => {
    const text = '{n, plural, one {# of {all}} other {<b>{x}</b>, {y, number}}}'
    expect([...placeholders(compile(text))].sort()).toEqual(['all', 'b', 'n', 'x', 'y'])
  })

  it.each(LANGUAGES)('in %s all can be read, and have the values and tags of the English ones', async (language) => {
    const catalogue = await CATALOGUES[language]()
    const texts = new Map(messagesOf(catalogue))
    expect([...texts.keys()].sort()).toEqual(
      messagesOf(en)
        .map(([key]) => key)
        .sort(),
    )
    for (const [key, english] of messagesOf(en)) {
      const text = texts.get(key)!
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(compile(text)), key).toEqual(placeholders(compile(english)))
    }
  })

  it('are found by the first wanted language that there is', () => {
    expect(languageOf(['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(languageOf(['EN-gb'])).toBe('en')
    expect(languageOf(['', 'fr'])).toBe('en')
  })

  it('come in parts where they have tags', () => {
    const { rich } = createTranslator('en', en)
    const link = (to: string) => (words: unknown[]) => ({ to, words })
    expect(rich('common.elsewhere', { live: link('/'), sessions: link('/sessions') })).toEqual([
      { to: '/', words: ['Live'] },
      ' or ',
      { to: '/sessions', words: ['the list of sessions'] },
      '.',
    ])
  })
})
