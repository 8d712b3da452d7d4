import type { DatabaseKind, Migration } from '@solestream/processing/storage/sqlite'

/** Numbered from 1 and never changed once released: a new one is added at the end. */
const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'people, consent, accounts, tokens, audit',
    sql: `
      CREATE TABLE person (
        pseudonym TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        birth_year INTEGER,
        body_mass_kg REAL,
        shoe_size REAL,
        notes TEXT NOT NULL,
        created_utc TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE account (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        role TEXT NOT NULL,
        pseudonym TEXT REFERENCES person (pseudonym) ON DELETE SET NULL,
        password TEXT NOT NULL,
        totp_secret TEXT,
        totp_last_step INTEGER,
        created_utc TEXT NOT NULL,
        disabled_utc TEXT
      ) STRICT;
      CREATE TABLE treats (
        pseudonym TEXT NOT NULL REFERENCES person (pseudonym) ON DELETE CASCADE,
        account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        PRIMARY KEY (pseudonym, account)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX treats_account ON treats (account);
      CREATE TABLE consent (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pseudonym TEXT NOT NULL REFERENCES person (pseudonym) ON DELETE CASCADE,
        purpose TEXT NOT NULL,
        version TEXT NOT NULL,
        given_utc TEXT NOT NULL,
        withdrawn_utc TEXT
      ) STRICT;
      CREATE INDEX consent_person ON consent (pseudonym, purpose);
      CREATE TABLE sign_in (
        hash BLOB PRIMARY KEY,
        account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        began_s INTEGER NOT NULL,
        seen_s INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE token (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE,
        account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        label TEXT NOT NULL,
        scopes TEXT NOT NULL,
        created_utc TEXT NOT NULL,
        expires_utc TEXT NOT NULL,
        used_utc TEXT,
        revoked_utc TEXT
      ) STRICT;
      CREATE TABLE erasure (
        pseudonym TEXT PRIMARY KEY,
        erased_utc TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        time_utc TEXT NOT NULL,
        account INTEGER,
        token INTEGER,
        address TEXT,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        outcome TEXT NOT NULL,
        mac BLOB NOT NULL
      ) STRICT;
      CREATE INDEX audit_subject ON audit (subject, seq);
      CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
      CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    `,
  },
  {
    version: 2,
    name: 'one-time links with which owners set up their accounts',
    sql: `
      CREATE TABLE set_up_link (
        hash BLOB PRIMARY KEY,
        account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        expires_utc TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 3,
    name: 'goals that were agreed on, and notes',
    sql: `
      CREATE TABLE goal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pseudonym TEXT NOT NULL REFERENCES person (pseudonym) ON DELETE CASCADE,
        metric TEXT NOT NULL,
        of TEXT NOT NULL,
        at_least REAL,
        at_most REAL,
        words TEXT NOT NULL,
        agreed_on TEXT NOT NULL,
        account INTEGER REFERENCES account (id) ON DELETE SET NULL,
        ended_utc TEXT
      ) STRICT;
      CREATE INDEX goal_person ON goal (pseudonym);
      CREATE TABLE note (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        pseudonym TEXT NOT NULL REFERENCES person (pseudonym) ON DELETE CASCADE,
        by_person INTEGER NOT NULL,
        account INTEGER REFERENCES account (id) ON DELETE SET NULL,
        text TEXT NOT NULL,
        written_utc TEXT NOT NULL
      ) STRICT;
      CREATE INDEX note_person ON note (pseudonym);
    `,
  },
]

/** 'SOLP' */
export const PEOPLE_DATABASE: DatabaseKind = { applicationId: 0x534f4c50, migrations: MIGRATIONS }
