import { copyFile, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { needsAccounts } from '../../configuration/resolve.ts'
import { addOnFault } from '../addOn.ts'
import { fails, works, type Check, type Finding } from '../check.ts'
import { copyDatabase } from '../databaseCopy.ts'
import { inProbeFolder } from '../probeFolder.ts'

/** Sign-in: the module that hashes passwords, and the database of people and accounts, tried on a copy. */
export const accounts: Check = {
  id: 'accounts',
  title: 'Accounts',
  need: () => 'start',
  async run({ options }, over) {
    try {
      const { hashPassword, peopleFiles } = await import('../../people/index.ts')
      await hashPassword('only to see whether it can be done')
      return await inProbeFolder(options.data, over, async (folder) => {
        const [from, to] = [peopleFiles(resolve(options.data)), peopleFiles(folder)]
        for (const name of ['people', 'keys']) await mkdir(`${folder}/${name}`, { mode: 0o700 })
        const { copied, said } = await copyDatabase(from.database, to.database)
        if (copied) for (const file of ['key', 'head'] as const) await copyFile(from[file], to[file]).catch(() => undefined)
        const count = await accountsIn(folder).catch((error: unknown) => {
          throw Object.assign(error as Error, { message: (error as Error).message.replaceAll(folder, resolve(options.data)) })
        })
        return counted(count, copied, said, needsAccounts(options))
      })
    } catch (error) {
      const found = addOnFault((error as Error).message, '@node-rs/argon2', 'the password module')
      if (found) return found
      throw error
    }
  },
}

async function accountsIn(folder: string): Promise<number> {
  const { openPeopleStore } = await import('../../people/index.ts')
  const store = await openPeopleStore(folder)
  return store.accountCount().finally(() => store.close())
}

function counted(count: number, copied: boolean, said: string, open: boolean): Finding {
  const inUse = !copied && said !== 'a new database'
  if (inUse) return works(`passwords can be hashed; tried on ${said}`)
  if (count > 0) return works(`passwords can be hashed; ${count} ${count === 1 ? 'account' : 'accounts'}`)
  if (open)
    return fails(
      'nobody has an account yet, and the page would be reachable from other computers',
      'Start once without --host and --behind-proxy, make the first account with the link that is printed, then start again.',
    )
  return works('passwords can be hashed; nobody has an account yet')
}
