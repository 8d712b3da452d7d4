import type { Database, Statement } from 'better-sqlite3'

export type Query = (sql: string) => Statement

/** Each statement is prepared once. */
export function createQuery(db: Database): Query {
  const prepared = new Map<string, Statement>()
  return (sql) => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      statement = db.prepare(sql)
      prepared.set(sql, statement)
    }
    return statement
  }
}
