import { readdir, rm } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { startThread } from '@solestream/processing/storage/thread'
import type { DataFolder } from '../configuration/dataFolder.ts'
import type { PeopleStore } from '../people/peopleStore.ts'
import { file } from '../rights/exportPerson.ts'
import { exportsOf } from '../rights/leftovers.ts'
import type { ExportFormatName } from './model.ts'

export interface ExportWork {
  readonly path: string
  readonly session: string
  readonly format: ExportFormatName
  readonly out: string
  readonly shift_days: number
  readonly version: string
}
export type ExportAnswer = { readonly ok: true; readonly exported: boolean } | { readonly ok: false; readonly message: string }

export interface ExportTarAsked {
  readonly session: string
  readonly pseudonym: string | null
  readonly format: ExportFormatName
  readonly version: string
}

/**
 * One session, pseudonymous, as a tar of the folder that `export` makes; made in a thread and whole before the first byte goes out. Null: it has no
 * result (yet). What lies in clear meanwhile goes with the stream, whether it was read to its end or not.
 */
export async function exportTar(
  { session, pseudonym, format, version }: ExportTarAsked,
  { data, people }: { readonly data: DataFolder; readonly people: Pick<PeopleStore, 'dateShift_days'> | null },
): Promise<Readable | null> {
  const work = exportsOf(data.path)
  const clear = async (): Promise<void> => {
    await work.release()
    await rm(work.path, { recursive: true, force: true })
  }
  try {
    const shift_days = pseudonym !== null && people !== null ? await people.dateShift_days(pseudonym) : 0
    const out = join(work.path, session)
    if (!(await inThread({ path: data.path, session, format, out, shift_days, version }))) {
      await clear()
      return null
    }
    const tar = pack()
    const fill = async (): Promise<void> => {
      const entries = await readdir(out, { recursive: true, withFileTypes: true })
      const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name)).sort() // prettier-ignore
      for (const path of paths) await file(tar, `${session}/${relative(out, path).split(sep).join('/')}`, path)
      tar.finalize()
    }
    fill().catch((error: Error) => tar.destroy(error))
    const stream = Readable.from(tar)
    stream.once('close', () => void clear().catch(() => undefined))
    return stream
  } catch (error) {
    await clear()
    throw error
  }
}

function inThread(asked: ExportWork): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = startThread(new URL('./exportThread.ts', import.meta.url), asked)
    worker.once('message', (answer: ExportAnswer) => (answer.ok ? resolve(answer.exported) : reject(new Error(answer.message))))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the worker that exports ended (code ${code})`)))
  })
}
