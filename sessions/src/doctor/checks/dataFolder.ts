import { stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fails, works, type Check, type Finding } from '../check.ts'
import { inProbeFolder } from '../probeFolder.ts'

const MEND = 'Choose another folder with --data FOLDER, or make this one writable for you.'
/** Anybody else on this computer may read, write or enter. */
const OTHERS = 0o077

/** Whether recordings and database can be written there, by this person only. */
export const dataFolder: Check = {
  id: 'data',
  title: 'Data folder',
  need: () => 'start',
  async run({ options }, over) {
    const folder = resolve(options.data)
    try {
      // access() says yes to root on a read-only disk: only writing tells.
      await inProbeFolder(folder, over, (probe) => writeFile(join(probe, 'probe'), Buffer.alloc(4096)))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOTDIR' || code === 'EEXIST') return fails(`${folder}: a file stands where a folder is needed`, MEND)
      if (code === 'ENOSPC' || code === 'EDQUOT')
        return fails(`${folder}: the disk is full`, 'Free space there, or choose another disk with --data FOLDER.')
      return fails(`${folder} can’t be written (${code ?? message})`, MEND)
    }
    return seenByOthers(folder)
  },
}

async function seenByOthers(folder: string): Promise<Finding> {
  const there = await stat(folder).catch(() => null)
  if (there === null) return works(`${folder} can be made`)
  if (process.platform === 'win32' || (there.mode & OTHERS) === 0) return works(`${folder}, for this user alone`)
  return works(`${folder}; others on this computer may look into it`, `Recordings are personal: \`chmod 700 "${folder}"\``)
}
