import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { ConfigurationFault } from '@solestream/ingest'
import type { Target } from './model.ts'

/** A folder that appears under its name when it is whole; until then it is `.NAME.part` beside it. */
export interface ExportFolder extends Target {
  /** Sums of all files, then the folder gets its name. */
  finish(): Promise<void>
  abandon(): Promise<void>
}

/** Throws a ConfigurationFault where the name is taken. What a broken-off export left goes. */
export async function createExportFolder(out: string): Promise<ExportFolder> {
  const whole = resolve(out)
  if (existsSync(whole)) throw new ConfigurationFault(`${whole} is there already`, 'choose another --out: an export overwrites nothing')
  const part = join(dirname(whole), `.${basename(whole)}.part`)
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  const path = (name: string): string => {
    const to = join(part, name)
    mkdirSync(dirname(to), { recursive: true })
    return to
  }
  return {
    path,
    text: (name, content) => writeFile(path(name), content),
    stream(name) {
      const file = createWriteStream(path(name), { highWaterMark: 1 << 18 })
      let fault: Error | null = null
      file.on('error', (error) => (fault = error))
      return {
        async write(piece) {
          if (fault) throw fault
          if (!file.write(piece)) await once(file, 'drain')
        },
        async end() {
          file.end()
          await once(file, 'close')
          if (fault) throw fault
        },
      }
    },
    async finish() {
      await writeFile(join(part, 'manifest.json'), await manifest(part))
      await rename(part, whole)
    },
    abandon: () => rm(part, { recursive: true, force: true }),
  }
}

/** SHA-256 of each file, by its path, in order. */
async function manifest(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries.filter((e) => e.isFile()).map((e) => relative(folder, join(e.parentPath, e.name)))
  const files: Record<string, string> = {}
  for (const name of names.map((n) => n.split(sep).join('/')).sort()) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(folder, name)), hash)
    files[name] = hash.digest('hex')
  }
  return `${JSON.stringify({ sha256: files }, null, 1)}\n`
}
