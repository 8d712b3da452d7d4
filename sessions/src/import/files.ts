import { existsSync, statSync } from 'node:fs'
import { glob } from 'tinyglobby'
import { ConfigurationFault } from '@solestream/ingest'

/** Files as they were named; folders and patterns give all files in them, in the order of their names. Throws a ConfigurationFault for what names nothing. */
export async function filesOf(named: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of named) {
    if (existsSync(name) && statSync(name).isFile()) {
      found.push(name)
      continue
    }
    const isFolder = existsSync(name)
    const inside = isFolder
      ? await glob('**/*', { cwd: name, absolute: true, dot: false })
      : await glob(name, { absolute: true, expandDirectories: false })
    if (inside.length === 0)
      throw new ConfigurationFault(
        isFolder ? `${name} has no files` : `${name}: there is no such file, and nothing fits it as a pattern`,
        'name files, folders, or a pattern in quotes, such as "study/**/*.csv"',
      )
    found.push(...inside.toSorted())
  }
  return [...new Set(found)]
}
