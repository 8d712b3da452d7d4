import type { Translation } from '../translation.ts'
import type { administration as en } from '../en/administration.ts'

export const administration: Translation<typeof en> = {
  accounts: 'Konten',
  table: 'Tabelle der Konten',
  name: 'Name',
  role: 'Rolle',
  secondFactor: 'Zweiter Faktor',
  since: 'Seit',
  state: 'Zustand',
  on: 'an',
  off: 'aus',
  disabled: 'gesperrt',
  maySignIn: 'darf sich anmelden',
  linkUnused: 'Link noch nicht benutzt',
  disable: 'Sperren<hidden>: {name}</hidden>',
  enable: 'Entsperren<hidden>: {name}</hidden>',
  newLink: 'Neuer Link<hidden> für {name}: Das jetzige Passwort endet</hidden>',
  newAccount: 'Neues Konto',
  therapistHint: 'sieht die Personen in eigener Behandlung, nimmt auf',
  researcherHint: 'sieht pseudonyme Daten von Personen, die in Forschung eingewilligt haben',
  administratorHint: 'legt Konten an, liest das Protokoll; sieht weder Personen noch Messungen',
  ownerChooses:
    'Wer das Konto bekommt, wählt das Passwort mit einem Einmal-Link. Das Konto einer behandelten Person legt auf deren Seite an, wer sie behandelt.',

  log: 'Protokoll',
  logLead:
    'Jeder Blick auf die Daten einer Person und jede Änderung, Neuestes zuerst. Einträge lassen sich nicht ändern; <code>solestream audit verify</code> beweist es.',
  nothing: 'Noch nichts.',
  when: 'Wann',
  who: 'Wer',
  from: 'Von',
  what: 'Was',
  of: 'Wovon',
  refused: 'Abgelehnt',
  wasRefused: 'abgelehnt',
  thisComputer: 'dieser Rechner',
  itself: 'solestream selbst',
  account: 'Konto {account}',
  accountToken: 'Konto {account}, Token {token}',
}
