import type { Database } from 'better-sqlite3'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

export const newest = (migrations: readonly Migration[]): number => migrations.reduce((most, m) => Math.max(most, m.version), 0)

/** Brings a file to the newest version, all or nothing. */
export function migrate(db: Database, migrations: readonly Migration[], now_utc: string): void {
  db.transaction(() => {
    db.exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_utc TEXT NOT NULL) STRICT')
    const have = new Set(db.prepare('SELECT version FROM migration').pluck().all())
    for (const { version, name, sql } of migrations) {
      if (have.has(version)) continue
      db.exec(sql)
      db.prepare('INSERT INTO migration VALUES (?, ?, ?)').run(version, name, now_utc)
    }
  }).immediate()
}
