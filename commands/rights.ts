import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigurationFault } from '@solestream/ingest'
import { createProgressBar } from '@solestream/sessions/progress'
import { openDataFolder, type DataFolder } from '@solestream/sessions'
import { openPeopleStore, peopleFiles, verifyFolderLog, type AuditHead, type PeopleStore } from '@solestream/sessions/people'
import { eraseFromFolder, exportFromFolder, makeBackup, restoreBackup } from '@solestream/sessions/rights'

interface Flags {
  readonly data: string
  readonly passphraseFile?: string
}

const SHORTEST = 12
const PSEUDONYM = /^P-[0-9A-Z]{6}$/

/** What is made from here on is for its owner only. */
const forOwnerOnly = (): unknown => process.umask(0o077)

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
  forOwnerOnly()
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

/** A list of pseudonyms, one a line, as `erase` prints them. */
function erasedIn(file: string | undefined): readonly string[] {
  if (file === undefined) return []
  if (!existsSync(file)) throw new ConfigurationFault(`--erased-list ${file}: there is no such file`, 'check its name')
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const odd = lines.find((line) => !PSEUDONYM.test(line))
  if (odd !== undefined)
    throw new ConfigurationFault(`--erased-list ${file}: ${JSON.stringify(odd)} is no pseudonym`, 'one a line, as erase prints them')
  return lines
}

export async function restore(file: string, flags: Flags & { readonly erasedList?: string }): Promise<void> {
  forOwnerOnly()
  const target = resolve(flags.data)
  const restored = await restoreBackup(resolve(file), target, passphraseOf(flags), { erased: erasedIn(flags.erasedList) })
  console.log(`${target}: restored, with ${restored.recordings} recordings.`)
  if (restored.erasedAgain.length > 0) console.log(`Erased again, since they were erased before: ${restored.erasedAgain.join(', ')}.`)
  if (restored.takenBackAgain > 0)
    console.log(`Withdrawn, revoked or disabled again, as it was before: ${restored.takenBackAgain} consents, tokens and accounts.`)
  if (restored.before === null)
    console.log(
      'There was no data folder in that place: who was erased, and what was withdrawn, after the backup was made is not known here.' +
        (flags.erasedList === undefined ? ' Restore again with --erased-list FILE if you keep a list of them.' : ''),
    )
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
  console.error(
    `Backups made before still hold this person; restoring one in the place of this folder erases the person again. Put ${pseudonym} on a list that` +
      ' is kept apart from the data: `restore --erased-list FILE` then does so in any place.',
  )
}

/** Also when nobody is there any more who may do it on the page. */
export async function exportOne(pseudonym: string, file: string, flags: Flags): Promise<void> {
  const data = existing(flags)
  if (existsSync(file)) throw new ConfigurationFault(`${file} is there already`, 'choose another name: an export overwrites nothing')
  if (await exportFromFolder(data, pseudonym, resolve(file)))
    console.log(`${resolve(file)}: everything of ${pseudonym}, as a tar file. It is not encrypted.`)
  else {
    console.error(`  There is no person ${pseudonym}.`)
    process.exitCode = 1
  }
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
    const verdict = await verifyFolderLog(people, data.path, heads)
    if (verdict.ok) console.log(`The log holds: ${verdict.entries} entries, none changed, removed or cut off.`)
    else console.log(`The log does not hold: ${verdict.reason}.`)
    if (!verdict.ok) process.exitCode = 1
  } finally {
    await people.close()
  }
}
