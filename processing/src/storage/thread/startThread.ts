import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * Starts a worker thread from its TypeScript source: through tsx (whose `--import` does not reach workers on Node 20: it is registered inside),
 * or, in a bundle, from the file of the same name that the bundler put beside this one or above its chunk.
 */
export function startThread(source: URL, workerData: unknown): Worker {
  if (import.meta.url.endsWith('.ts')) {
    const tsx = new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href
    const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(source.href)}) })`
    return new Worker(code, { eval: true, workerData })
  }
  const name = basename(fileURLToPath(source)).replace(/\.ts$/, '.js')
  const beside = new URL(name, import.meta.url)
  return new Worker(existsSync(beside) ? beside : new URL(`../${name}`, import.meta.url), { workerData })
}
