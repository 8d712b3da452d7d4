import type { Language, MessageKey, Translator, Values } from '@solestream/dashboard-shared/language'
import { whenOf, WHEN_WORDS } from './dates.ts'
import { changeOf, first, newest, type Change, type Kind, type PatientFigure } from './figures.ts'

type Say = Translator['text']
interface Message {
  readonly key: MessageKey
  readonly values?: Values
}

const CHANGED: Readonly<Record<Kind, Readonly<Record<'more' | 'less', MessageKey>>>> = {
  evenness: { more: 'patient.lessEven', less: 'patient.moreEven' },
  cadence: { more: 'patient.moreSteps', less: 'patient.fewerSteps' },
  bothFeet: { more: 'patient.longerBoth', less: 'patient.shorterBoth' },
}

/**
 * The one sentence over the page: what changed since the oldest visit by more than the person's own wobble, the most important figure first.
 * It says what was measured, never that it is good or bad.
 */
export function sentenceOf(figures: readonly PatientFigure[], language: Language, say: Say, timeZone?: string): string {
  const { key, values } = messageOf(figures, language, say, timeZone)
  return say(key, values)
}

function messageOf(figures: readonly PatientFigure[], language: Language, say: Say, timeZone?: string): Message {
  const visits = Math.max(0, ...figures.map((figure) => figure.visits.length))
  if (visits === 0) return { key: 'patient.nothing' }
  if (visits === 1) return { key: 'patient.first' }
  const when = (figure: PatientFigure): Values => {
    const { how, date } = whenOf(first(figure).at_utc, newest(figure).at_utc, language, timeZone)
    return { when: say(WHEN_WORDS[how], { date }) }
  }
  const known = figures.filter(({ wobble, visits: own }) => wobble !== null && own.length > 1)
  for (const figure of known) {
    const change: Change = changeOf(figure, first(figure), newest(figure))
    if (change === 'more' || change === 'less') return { key: CHANGED[figure.kind][change], values: when(figure) }
  }
  return known[0] === undefined ? { key: 'patient.few', values: { visits } } : { key: 'patient.same', values: when(known[0]) }
}

const SINCE_LAST: Readonly<Record<Kind, Readonly<Record<'more' | 'less', MessageKey>>>> = {
  evenness: { more: 'patient.evennessMore', less: 'patient.evennessLess' },
  cadence: { more: 'patient.cadenceMore', less: 'patient.cadenceLess' },
  bothFeet: { more: 'patient.bothFeetMore', less: 'patient.bothFeetLess' },
}
/** What is said of a figure against the time before; null: nothing can be said. */
export function sinceLast(kind: Kind, change: Change): MessageKey | null {
  if (change === 'unknown') return null
  return change === 'same' ? 'patient.sameAsLast' : SINCE_LAST[kind][change]
}
