import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { fails, works, type Check } from '../check.ts'

/** What `start` loads of that which `npm run build` makes. */
const PARTS = {
  'solestream.js': 'the commands',
  'sqliteWorker.js': 'the thread of the store',
  'closeWorker.js': 'the thread that closes sessions',
  'web/index.html': 'the page',
} as const
const MEND = 'Run `npm run build` in the checkout; `npm ci` does it too.'

export const build: Check = {
  id: 'build',
  title: 'Build',
  need: () => 'start',
  async run({ dist }) {
    if (dist === null) return fails('there is no dist folder', MEND)
    const there = (file: string): Promise<boolean> =>
      access(new URL(file, dist)).then(
        () => true,
        () => false,
      )
    const missing: string[] = []
    for (const [file, what] of Object.entries(PARTS)) if (!(await there(file))) missing.push(`${what} (${file})`)
    const folder = fileURLToPath(dist)
    return missing.length === 0 ? works(`complete in ${folder}`) : fails(`${folder} lacks ${missing.join(', ')}`, MEND)
  },
}
