import { existsSync } from 'node:fs'
import { fromEnvironment, readConfigurationFile, resolveOptions } from '@solestream/sessions'
import { doctorDocument, doctorText, runDoctor } from '@solestream/sessions/doctor'
import { createProgressBar } from '@solestream/sessions/progress'
import { NODE_NEEDED, VERSION } from './version.ts'

/** Prints what was found and ends the process: 1 when something fails that `start` with these options needs. */
export async function doctor({ json, ...flags }: Readonly<Record<string, unknown>>): Promise<never> {
  const options = resolveOptions(flags, fromEnvironment(process.env), readConfigurationFile())
  // What the checks took is given back at the exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  // noble says some things on stdout, which is the result's.
  console.log = console.error
  const bar = createProgressBar()
  const diagnosis = await runDoctor({ options, dist: distFolder(), nodeNeeded: NODE_NEEDED }, bar.at).finally(bar.end)
  const text = json === true ? JSON.stringify(doctorDocument(diagnosis, VERSION)) : doctorText(diagnosis)
  await new Promise((written) => process.stdout.write(`${text}\n`, written))
  // noble, once loaded, would keep the process alive.
  process.exit(diagnosis.ok ? 0 : 1)
}

/** Seen from the bundle, its chunks and from source. */
function distFolder(): URL | null {
  const folders = ['./', '../', '../dist/'].map((path) => new URL(path, import.meta.url))
  return folders.find((folder) => existsSync(new URL('solestream.js', folder))) ?? null
}
