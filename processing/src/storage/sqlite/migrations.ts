import type { Migration } from './migrate.ts'
import type { DatabaseKind } from './open.ts'

/**
 * Numbered from 1 and never changed once released: a new one is added at the end. Tables of figures that lists need (`result`) are kept by
 * triggers, so that a list never counts strides.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'sessions, results, strides, outbox',
    sql: `
      CREATE TABLE session (
        id TEXT PRIMARY KEY,
        started_utc TEXT NOT NULL,
        started_us INTEGER NOT NULL,
        ended_utc TEXT,
        source TEXT NOT NULL,
        pseudonym TEXT,
        condition TEXT,
        task TEXT NOT NULL,
        current INTEGER,
        unpublished INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX session_newest ON session (started_us DESC, id DESC);
      CREATE TABLE marker (
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        time_s REAL NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (session, time_s, label)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE result (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        algorithm TEXT NOT NULL,
        mode TEXT NOT NULL,
        strides INTEGER NOT NULL DEFAULT 0,
        valid_strides INTEGER NOT NULL DEFAULT 0,
        summary TEXT,
        UNIQUE (session, algorithm, mode)
      ) STRICT;
      CREATE TABLE stride (
        result INTEGER NOT NULL REFERENCES result (id) ON DELETE CASCADE,
        side TEXT NOT NULL,
        start_us INTEGER NOT NULL,
        start_s REAL NOT NULL,
        toeOff_s REAL,
        end_s REAL NOT NULL,
        valid INTEGER NOT NULL,
        excludedBecause TEXT,
        metrics TEXT NOT NULL,
        PRIMARY KEY (result, side, start_us)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER stride_added AFTER INSERT ON stride BEGIN
        UPDATE result SET strides = strides + 1, valid_strides = valid_strides + NEW.valid WHERE id = NEW.result;
      END;
      CREATE TRIGGER stride_gone AFTER DELETE ON stride BEGIN
        UPDATE result SET strides = strides - 1, valid_strides = valid_strides - OLD.valid WHERE id = OLD.result;
      END;
      CREATE TRIGGER stride_changed AFTER UPDATE OF valid ON stride BEGIN
        UPDATE result SET valid_strides = valid_strides + NEW.valid - OLD.valid WHERE id = NEW.result;
      END;
      CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        session TEXT NOT NULL,
        kind TEXT NOT NULL,
        result INTEGER,
        side TEXT,
        from_us INTEGER,
        to_us INTEGER,
        payload TEXT
      ) STRICT;
      CREATE INDEX outbox_session ON outbox (session);
      CREATE TABLE dead_letter (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        entry INTEGER NOT NULL,
        what TEXT NOT NULL,
        reason TEXT NOT NULL,
        UNIQUE (entry, what)
      ) STRICT;
    `,
  },
  {
    version: 2,
    name: 'settings of results',
    sql: 'ALTER TABLE result ADD COLUMN settings TEXT;',
  },
  {
    version: 3,
    name: 'insoles of a session, fits of calibrations',
    sql: `
      CREATE TABLE session_insole (
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        side TEXT NOT NULL,
        serial TEXT NOT NULL,
        layout TEXT NOT NULL,
        regions TEXT NOT NULL,
        calibration TEXT,
        PRIMARY KEY (session, place)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE calibration_fit (
        calibration TEXT PRIMARY KEY,
        fit TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 4,
    name: 'nothing but ids of deleted sessions',
    sql: "UPDATE outbox SET payload = NULL WHERE kind = 'delete-session';",
  },
  {
    version: 5,
    name: 'sessions of one person in their order',
    sql: 'CREATE INDEX session_person ON session (pseudonym, started_us, id);',
  },
]

/** 'SOLE' */
export const STORE_DATABASE: DatabaseKind = { applicationId: 0x534f4c45, migrations: MIGRATIONS }
