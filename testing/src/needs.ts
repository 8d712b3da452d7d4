import { existsSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'

/** Facts and recordings that are not part of the project. */
export const SHARED = resolve(process.env['SOLESTREAM_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url)))

const REQUIRE_ALL = process.env['SOLESTREAM_REQUIRE_ALL'] === '1'

function missing(need: string): string | null {
  if (need === 'shared') return existsSync(`${SHARED}/data`) ? null : `${SHARED}/data is not there (set SOLESTREAM_SHARED)`
  try {
    execFileSync('sh', ['-c', `command -v ${need}`], { stdio: 'ignore' })
    return null
  } catch {
    return `${need} is not installed`
  }
}

/**
 * Why tests that need these programs (or 'shared') can't run here, or null. With SOLESTREAM_REQUIRE_ALL=1 it is always null: the tests
 * run and fail. Use as `describe.skipIf(lacks('influxd'))(...)`; the reporter prints the reasons.
 */
export function lacks(...needs: readonly string[]): string | null {
  if (REQUIRE_ALL) return null
  const reasons = needs.map(missing).filter((r) => r !== null)
  return reasons.length > 0 ? reasons.join('; ') : null
}
