import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LEFT_OUT = new Set(['node_modules', 'dist', 'test', 'bench', 'testing', 'vectors', 'data', 'coverage'])

function newest_ms(folder: string): number {
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name) || entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    newest = Math.max(
      newest,
      entry.isDirectory() ? newest_ms(path) : /\.(tsx?|js|css|html|json)$/.test(entry.name) ? statSync(path).mtimeMs : 0,
    )
  }
  return newest
}

/** Tests run the commands and the page as they are built: builds them when a source is newer. */
export default function buildOnce(): void {
  const built = join(ROOT, 'dist/web/index.html')
  if (existsSync(built) && statSync(built).mtimeMs >= newest_ms(ROOT)) return
  execFileSync(process.execPath, ['build.js'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
}
