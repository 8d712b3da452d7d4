import type { Translation } from '../translation.ts'
import type { common as en } from '../en/common.ts'

export const common: Translation<typeof en> = {
  skip: 'Zum Inhalt',
  pages: 'Seiten',
  live: 'Live',
  sessions: 'Aufnahmen',
  people: 'Personen',
  you: 'Sie',
  accounts: 'Konten',
  log: 'Protokoll',
  lightColours: 'Hell<hidden>e Farben</hidden>',
  darkColours: 'Dunkel<hidden>e Farben</hidden>',
  language: 'Sprache',
  noSuchPage: 'Diese Seite gibt es nicht',
  elsewhere: '<live>Live</live> oder <sessions>die Liste der Aufnahmen</sessions>.',
  loading: 'Wird geladen',
  cancel: 'Abbrechen',
  newer: 'Neuere',
  older: 'Ältere',
  acts: 'Handlungen',
  left: 'links',
  right: 'rechts',
  describes: 'Hier werden Messungen beschrieben. Es ist keine Diagnose.',
}
