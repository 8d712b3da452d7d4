import { rmSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** Nothing can be tried there; the check of the folder itself says why. */
export class UnwritableFolder extends Error {
  override readonly name = 'UnwritableFolder'
  readonly mend = 'See the data folder.'
  readonly code: string
  constructor(cause: NodeJS.ErrnoException) {
    super('not tried: the data folder can’t be written', { cause })
    this.code = cause.code ?? cause.message
  }
}

/** The path itself, or its nearest parent that is there: where it would be made. */
export async function nearest(path: string): Promise<string> {
  const full = resolve(path)
  try {
    await stat(full)
    return full
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' || dirname(full) === full) throw error
    return nearest(dirname(full))
  }
}

/**
 * Works in a folder of its own on the disk of `path`, and takes it away again, also when the process ends meanwhile.
 * Rejects with an UnwritableFolder where none can be made.
 */
export async function inProbeFolder<T>(path: string, over: AbortSignal, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await made(path)
  const onExit = (): void => {
    // A disk that hangs would hang here too.
    if (!over.aborted) rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', onExit)
  try {
    return await work(folder)
  } finally {
    process.off('exit', onExit)
    await rm(folder, { recursive: true, force: true })
  }
}

async function made(path: string): Promise<string> {
  try {
    return await mkdtemp(join(await nearest(path), '.solestream-doctor-'))
  } catch (error) {
    throw new UnwritableFolder(error as NodeJS.ErrnoException)
  }
}
