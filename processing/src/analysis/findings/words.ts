import type { Evidence } from './evidence.ts'

/** What {side}, {other} and {more} in a rule's texts stand for, by language; a language added to rules.json needs its line here. */
export const WORDS: Readonly<
  Record<string, { readonly left: string; readonly right: string; readonly both: string; readonly more: string; readonly less: string }>
> = {
  en: { left: 'left', right: 'right', both: 'both', more: 'more', less: 'less' },
  // Texts add the ending where the case asks for it: {side}n.
  de: { left: 'linke', right: 'rechte', both: 'beide', more: 'mehr', less: 'weniger' },
}

/** A rule's text in a language (English where it has no other), said of this evidence. */
export function saidOf(
  texts: { readonly en: string } & Readonly<Record<string, string>>,
  { foot, way }: Evidence,
  language: string,
): string {
  const known = texts[language] !== undefined && WORDS[language] !== undefined ? language : 'en'
  const words = WORDS[known]!
  const values: Readonly<Record<string, string>> = {
    side: words[foot],
    other: words[foot === 'left' ? 'right' : 'left'],
    more: way === 'higher' ? words.more : words.less,
  }
  return texts[known]!.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
