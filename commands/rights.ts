import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigurationFault } from '@solestream/ingest'
import { createProgressBar } from '@solestream/sessions/progress'
import { openDataFolder, type DataFolder } from '@solestream/sessions'
import { keptHead, openPeopleStore, peopleFiles, type AuditHead, type PeopleStore } from '@solestream/sessions/people'
import { eraseFromFolder, makeBackup, restoreBackup } from '@solestream/sessions/rights'

interface Flags {
  readonly data: string
  readonly passphraseFile?: string
}

const SHORTEST = 12

/** Never on the command line, where others on this computer would read it. */
function passphraseOf({ passphraseFile }: Flags): string {
  const given = passphraseFile === undefined ? process.env['SOLESTREAM_BACKUP_PASSPHRASE'] : readFileSync(passphraseFile, 'utf8').trim()
  if (given === undefined || given === '')
    throw new ConfigurationFault(
      'a backup is encrypted, and no passphrase was given',
      'set SOLESTREAM_BACKUP_PASSPHRASE, or name a file with --passphrase-file; without it nobody can ever open the backup',
    )
  if (given.length < SHORTEST)
    throw new ConfigurationFault(`the passphrase is shorter than ${SHORTEST} characters`, 'take a few random words')
  return given
}

function existing(flags: Flags): DataFolder {
  if (!existsSync(peopleFiles(resolve(flags.data)).database))
    throw new ConfigurationFault(`${resolve(flags.data)} is no data folder of solestream`, 'name it with --data FOLDER')
  return openDataFolder(flags.data)
}

export async function backup(file: string, flags: Flags): Promise<void> {
  const data = existing(flags)
  const passphrase = passphraseOf(flags)
  if (existsSync(file)) throw new ConfigurationFault(`${file} is there already`, 'choose another name: a backup overwrites nothing')
  const bar = createProgressBar()
  const made = await makeBackup(data, resolve(file), passphrase, { onProgress: bar.at }).finally(bar.end)
  console.log(
    `${made.file}: both databases and ${made.recordings} recordings, encrypted. The log ends at entry ${made.head.seq}, ${made.head.mac}.`,
  )
  console.error(
    'Keep that line apart from the data: `solestream audit verify --head SEQ:MAC` proves with it that nothing was cut off the log.',
  )
}

export async function restore(file: string, flags: Flags): Promise<void> {
  const target = resolve(flags.data)
  const restored = await restoreBackup(resolve(file), target, passphraseOf(flags))
  console.log(`${target}: restored, with ${restored.recordings} recordings.`)
  if (restored.erasedAgain.length > 0)
    console.log(`Erased again, since they were erased after the backup: ${restored.erasedAgain.join(', ')}.`)
  if (!restored.log.ok) console.log(`THE LOG DOES NOT HOLD: ${restored.log.reason}.`)
  if (restored.before !== null) console.log(`What was there before lies in ${restored.before}; remove it when it is not needed any more.`)
  if (!restored.log.ok) process.exitCode = 1
}

export async function erase(pseudonym: string, flags: Flags & { readonly yes?: boolean }): Promise<void> {
  const data = existing(flags)
  if (flags.yes !== true)
    throw new ConfigurationFault(`${pseudonym} and everything measured of that person would be gone for ever`, 'add --yes if that is meant')
  const erased = await eraseFromFolder(data, pseudonym)
  if (erased === null) {
    console.error(`  There is no person ${pseudonym}.`)
    process.exitCode = 1
    return
  }
  console.log(`${pseudonym}: erased, with ${erased.sessions} sessions. What InfluxDB has of them goes when solestream next reaches it.`)
  console.error('Backups made before still hold this person; restoring one erases the person again.')
}

/** SEQ:MAC as `backup` prints them. */
function headOf(text: string): AuditHead {
  const [, seq, mac] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || mac === undefined)
    throw new ConfigurationFault(`--head ${text} is no end of a log`, 'it is SEQ:MAC, as backup prints them')
  return { seq: Number(seq), mac }
}

export async function auditVerify(flags: Flags & { readonly head?: readonly string[] }): Promise<void> {
  const data = existing(flags)
  const heads = (flags.head ?? []).map(headOf)
  const people: PeopleStore = await openPeopleStore(data.path)
  try {
    const kept = keptHead(peopleFiles(data.path).head)
    const verdict = await people.verifyLog(kept === null ? heads : [...heads, kept])
    if (verdict.ok) console.log(`The log holds: ${verdict.entries} entries, none changed, removed or cut off.`)
    else console.log(`The log does not hold: ${verdict.reason}.`)
    if (!verdict.ok) process.exitCode = 1
  } finally {
    await people.close()
  }
}
