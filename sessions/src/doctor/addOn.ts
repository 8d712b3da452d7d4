import { fails, type Finding } from './check.ts'

const NATIVE = /bindings file|native binding|invalid ELF|NODE_MODULE_VERSION|Could not locate|\.node\b/i
const absent = (module: string): RegExp => new RegExp(`Cannot find (package|module) '?${module}`)

/** What a native add-on that can't be loaded needs, by what loading it threw; null: it is something else. */
export function addOnFault(message: string, module: string, what: string): Finding | null {
  if (absent(module).test(message)) return fails(`${what} (${module}) is not installed`, 'Run `npm ci` again.')
  if (!NATIVE.test(message)) return null
  return fails(
    `${what} (${module}) can’t be loaded into this Node: ${message.split('\n', 1)[0] ?? ''}`,
    `Run \`npm rebuild ${module}\`, or \`npm ci\` again; off the internet that needs python3, make and a C++ compiler.`,
  )
}
