import { randomInt } from 'node:crypto'
import type { Query } from '@solestream/processing/storage/sqlite'
import { DEMO, isDemo, type Actor, type Person, type PersonFacts } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

interface Row {
  readonly pseudonym: string
  readonly name: string
  readonly birth_year: number | null
  readonly body_mass_kg: number | null
  readonly shoe_size: number | null
  readonly notes: string
  readonly created_utc: string
}

/** Whose patients are meant: of one therapist, one person, or everybody. */
export interface PersonsOf {
  readonly therapist?: number
  readonly pseudonym?: string
  /** Made-up people of the demo. */
  readonly demo?: boolean
}

/** No letters or digits that are taken for one another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 6

export function createPersons(query: Query, audit: AuditLog, now: () => Date) {
  const therapistsOf = (pseudonym: string): number[] =>
    query('SELECT account FROM treats WHERE pseudonym = ? ORDER BY account').pluck().all(pseudonym) as number[]
  const personOf = (row: Row): Person => ({
    pseudonym: row.pseudonym,
    name: row.name,
    birthYear: row.birth_year,
    bodyMass_kg: row.body_mass_kg,
    shoeSize: row.shoe_size,
    notes: row.notes,
    created_utc: row.created_utc,
    therapists: therapistsOf(row.pseudonym),
  })
  const known = (pseudonym: string): Row | undefined => query('SELECT * FROM person WHERE pseudonym = ?').get(pseudonym) as Row | undefined

  /** A pseudonym is never given twice, not even after an erasure: measurements elsewhere may still carry it. */
  function freshPseudonym(): string {
    for (;;) {
      const pseudonym = `P-${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`
      if (!known(pseudonym) && !query('SELECT 1 FROM erasure WHERE pseudonym = ?').get(pseudonym)) return pseudonym
    }
  }
  const columns = (facts: PersonFacts) => [facts.name, facts.birthYear, facts.bodyMass_kg, facts.shoeSize, facts.notes]

  return {
    createPerson(actor: Actor, facts: PersonFacts, therapist: number | null): Person {
      const pseudonym = freshPseudonym()
      query('INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)').run(pseudonym, ...columns(facts), now().toISOString())
      if (therapist !== null) query('INSERT INTO treats VALUES (?, ?)').run(pseudonym, therapist)
      audit.append(actor, 'person.create', pseudonym)
      return personOf(known(pseudonym)!)
    },
    /** Made-up people for the demo, once. */
    addDemoPeople(people: readonly PersonFacts[]): void {
      for (const [k, facts] of people.entries())
        query('INSERT OR IGNORE INTO person VALUES (?, ?, ?, ?, ?, ?, ?)').run(`${DEMO}${k + 1}`, ...columns(facts), now().toISOString())
    },
    /** False: there is no such person. */
    changePerson(actor: Actor, pseudonym: string, facts: PersonFacts): boolean {
      const { changes } = query(
        'UPDATE person SET name = ?, birth_year = ?, body_mass_kg = ?, shoe_size = ?, notes = ? WHERE pseudonym = ?',
      ).run(...columns(facts), pseudonym)
      if (changes > 0) audit.append(actor, 'person.change', pseudonym)
      return changes > 0
    },
    readPerson(actor: Actor, pseudonym: string): Person | null {
      const row = known(pseudonym)
      if (row && !isDemo(pseudonym)) audit.append(actor, 'person.read', pseudonym)
      return row ? personOf(row) : null
    },
    /** By name. Reading a list is one look, at each person in it. */
    readPersons(actor: Actor, { therapist, pseudonym, demo }: PersonsOf): readonly Person[] {
      const rows = query(
        `SELECT * FROM person
         WHERE (@therapist IS NULL OR EXISTS (SELECT 1 FROM treats WHERE treats.pseudonym = person.pseudonym AND account = @therapist))
           AND (@pseudonym IS NULL OR pseudonym = @pseudonym)
           AND (@demo = 0 OR pseudonym LIKE 'DEMO-%')
         ORDER BY name COLLATE NOCASE, pseudonym`,
      ).all({ therapist: therapist ?? null, pseudonym: pseudonym ?? null, demo: demo ? 1 : 0 }) as Row[]
      for (const row of rows) if (!isDemo(row.pseudonym)) audit.append(actor, 'person.list', row.pseudonym)
      return rows.map(personOf)
    },
    /** Nothing personal is told, so nothing is logged: what decides who may see what. */
    pseudonymsOf(therapist: number): readonly string[] {
      return query('SELECT pseudonym FROM treats WHERE account = ?').pluck().all(therapist) as string[]
    },
    personExists: (pseudonym: string): boolean => known(pseudonym) !== undefined,
    setTreats(actor: Actor, pseudonym: string, account: number, treats: boolean): void {
      const { changes } = treats
        ? query('INSERT OR IGNORE INTO treats VALUES (?, ?)').run(pseudonym, account)
        : query('DELETE FROM treats WHERE pseudonym = ? AND account = ?').run(pseudonym, account)
      if (changes > 0) audit.append(actor, `${treats ? 'person.assign' : 'person.release'} account ${account}`, pseudonym)
    },
    /** The person, consents and assignments go; that it was erased stays, under the pseudonym, for backups that are restored later. */
    erasePerson(actor: Actor, pseudonym: string): void {
      // The account's name may be the person's.
      query("DELETE FROM account WHERE pseudonym = ? AND role = 'patient'").run(pseudonym)
      query('DELETE FROM person WHERE pseudonym = ?').run(pseudonym)
      query('INSERT OR IGNORE INTO erasure VALUES (?, ?)').run(pseudonym, now().toISOString())
      audit.append(actor, 'person.erase', pseudonym)
    },
    erasures(): readonly { readonly pseudonym: string; readonly erased_utc: string }[] {
      return query('SELECT pseudonym, erased_utc FROM erasure ORDER BY erased_utc').all() as { pseudonym: string; erased_utc: string }[]
    },
  }
}
