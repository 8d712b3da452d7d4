import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { fails, works, type Check } from '../check.ts'

/** A session with ten pages open takes about 60: journals, database, sockets. */
const LEAST = 256

/** How many files and sockets this process may have open at once. */
export const files: Check = {
  id: 'files',
  title: 'Open files',
  need: (): 'start' | 'nobody' => (process.platform === 'win32' ? 'nobody' : 'start'),
  async run(_, signal) {
    const { stdout } = await promisify(execFile)('sh', ['-c', 'ulimit -n'], { signal })
    const limit = stdout.trim() === 'unlimited' ? Infinity : Number(stdout)
    const detail = `up to ${limit === Infinity ? 'any number' : limit}`
    if (limit < LEAST)
      return fails(
        `${detail}; ${LEAST} are needed`,
        `Raise the limit: \`ulimit -n ${LEAST * 4}\` in this terminal (a service: LimitNOFILE).`,
      )
    return works(`${detail}, ${await open()} open now`)
  },
}

const open = async (): Promise<number | string> => {
  const listing = await readdir(process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd').catch(() => null)
  return listing?.length ?? 'an unknown number'
}
