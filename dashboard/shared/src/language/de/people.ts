import type { Translation } from '../translation.ts'
import type { people as en } from '../en/people.ts'

export const people: Translation<typeof en> = {
  title: 'Personen',
  find: 'Nach Name oder Pseudonym suchen',
  findHint: 'Name oder Pseudonym',
  add: 'Neue Person',
  demo: 'Erfundene Personen der Vorführung. Echte brauchen Konten: Der Link für das erste steht im Terminal.',
  nobody: 'Sie behandeln noch niemanden.',
  notFound: 'Niemand hat einen solchen Namen oder ein solches Pseudonym.',
  table: 'Tabelle der Personen',
  name: 'Name',
  pseudonym: 'Pseudonym',
  born: 'Geboren',
  bodyMass: 'Körpermasse',
  kg: '{mass} kg',

  birthYear: 'Geburtsjahr',
  bodyMassKg: 'Körpermasse, kg',
  shoeSize: 'Schuhgröße, EU',
  notes: 'Notizen',
  notesHint: 'die Person darf sie lesen',
  addIt: 'Hinzufügen',
  save: 'Speichern',
  change: 'Ändern',

  person: 'Person',
  notKnown: 'nicht bekannt',
  sessions: 'Aufnahmen',
  noSessions: 'Von dieser Person wurde noch nichts aufgenommen.',

  consent: 'Einwilligung',
  noConsent: 'Es ist keine festgehalten.',
  care: 'Behandlung',
  research: 'Forschung, unter dem Pseudonym',
  given: '<strong>{purpose}</strong>, Text {text}, erteilt {date}',
  withdrawn: '<strong>{purpose}</strong>, Text {text}, erteilt {date}, widerrufen {withdrawn}',
  withdraw: 'Widerrufen<hidden>: Einwilligung, {purpose}</hidden>',
  agreesTo: 'Willigt ein in',
  version: 'Fassung des Textes',
  writeDown: 'Festhalten',

  therapists: 'In Behandlung bei',
  remove: 'Entfernen<hidden>: {name}</hidden>',
  alsoBy: 'Auch bei',

  account: 'Eigene Anmeldung der Person',
  noAccount: 'Diese Person hat kein Konto.',
  disabled: 'Das Konto {name} ist gesperrt; die Verwaltung kann es entsperren.',
  signsIn: 'Diese Person meldet sich als {name} an.',
  linkUnused: 'Der Link wurde noch nicht benutzt.',
  newLinkEnds: 'Mit einem neuen Link endet das jetzige Passwort sofort, und alles, was damit angemeldet ist.',
  makeLink: 'Einmal-Link anlegen',
  makeNewLink: 'Neuen Link anlegen',

  rights: 'Alle Daten dieser Person',
  rightsHint:
    'Alles, was aufbewahrt wird, als Dateien: Angaben, Einwilligungen, wer sie ansah, jede Aufnahme mit allem, was die Sohlen sandten.',
  export: 'Ausgeben',
  erase: 'Löschen…',
  eraseHint:
    '{name} und alle Aufnahmen wären für immer fort, überall außer in früheren Sicherungen. Geben Sie <strong>{pseudonym}</strong> ein, um fortzufahren.',
  eraseForEver: 'Für immer löschen',

  whoLooked: 'Wer sie ansah',
}
