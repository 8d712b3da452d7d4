import type { Query } from '@solestream/processing/storage/sqlite'
import type { Goal, GoalFacts, GoalOf, Note } from '../agreed.ts'
import type { Actor } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

interface By {
  readonly account: number | null
  readonly name: string | null
}
interface GoalSql extends By {
  readonly id: number
  readonly metric: string
  readonly of: string
  readonly at_least: number | null
  readonly at_most: number | null
  readonly words: string
  readonly agreed_on: string
  readonly ended_utc: string | null
}
interface NoteSql extends By {
  readonly id: number
  readonly by_person: number
  readonly text: string
  readonly written_utc: string
}

const byOf = ({ account, name }: By) => (account === null || name === null ? null : { account, name })
const goalOf = (row: GoalSql): Goal => ({
  id: row.id,
  metric: row.metric,
  of: row.of as GoalOf,
  atLeast: row.at_least,
  atMost: row.at_most,
  words: row.words,
  agreedOn: row.agreed_on,
  by: byOf(row),
  ended_utc: row.ended_utc,
})
const noteOf = (row: NoteSql): Note => ({
  id: row.id,
  text: row.text,
  written_utc: row.written_utc,
  byPerson: row.by_person === 1,
  by: byOf(row),
})

/** Goals and notes of a person. Ended goals are kept; the log tells ids, never words. */
export function createAgreed(query: Query, audit: AuditLog, now: () => Date) {
  const goalsOf = (pseudonym: string): readonly Goal[] =>
    (
      query('SELECT goal.*, name FROM goal LEFT JOIN account ON account.id = account WHERE goal.pseudonym = ? ORDER BY goal.id DESC').all(
        pseudonym,
      ) as GoalSql[]
    ).map(goalOf)
  const notesOf = (pseudonym: string): readonly Note[] =>
    (
      query('SELECT note.*, name FROM note LEFT JOIN account ON account.id = account WHERE note.pseudonym = ? ORDER BY note.id DESC').all(
        pseudonym,
      ) as NoteSql[]
    ).map(noteOf)
  return {
    /** Newest first. */
    goalsOf,
    agreeGoal(actor: Actor, pseudonym: string, { metric, of, atLeast, atMost, words, agreedOn }: GoalFacts): Goal {
      const { lastInsertRowid } = query(
        'INSERT INTO goal (pseudonym, metric, of, at_least, at_most, words, agreed_on, account) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(pseudonym, metric, of, atLeast, atMost, words, agreedOn, actor.account)
      audit.append(actor, `goal.agree ${lastInsertRowid}`, pseudonym)
      return goalsOf(pseudonym)[0]!
    },
    /** False: there is no such goal of that person that still holds. */
    endGoal(actor: Actor, pseudonym: string, id: number): boolean {
      const { changes } = query('UPDATE goal SET ended_utc = ? WHERE id = ? AND pseudonym = ? AND ended_utc IS NULL').run(
        now().toISOString(),
        id,
        pseudonym,
      )
      if (changes > 0) audit.append(actor, `goal.end ${id}`, pseudonym)
      return changes > 0
    },
    /** Newest first. */
    notesOf,
    writeNote(actor: Actor, pseudonym: string, text: string, byPerson: boolean): Note {
      const { lastInsertRowid } = query('INSERT INTO note (pseudonym, by_person, account, text, written_utc) VALUES (?, ?, ?, ?, ?)').run(
        pseudonym,
        byPerson ? 1 : 0,
        actor.account,
        text,
        now().toISOString(),
      )
      audit.append(actor, `note.write ${lastInsertRowid}`, pseudonym)
      return notesOf(pseudonym)[0]!
    },
  }
}
