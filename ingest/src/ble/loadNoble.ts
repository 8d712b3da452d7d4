import type { Noble } from './noble.ts'
import { RadioUnavailable } from './radio.ts'
import { unavailable } from './unavailable.ts'

/**
 * noble, once for the whole process: it can't be closed, and its timer keeps the process alive (a command ends with process.exit).
 * Rejects with a RadioUnavailable.
 */
export async function loadNoble(): Promise<Noble> {
  try {
    const module = (await import('@abandonware/noble')) as unknown as { readonly default: Noble }
    guard(module.default)
    return module.default
  } catch (error) {
    const { detail, mend } = unavailable(error, '@abandonware/noble')
    throw new RadioUnavailable(detail, mend)
  }
}

/** A write in the same tick as a disconnect rejects inside noble where nobody can catch it: what was for that link is dropped instead. */
function guard(noble: Noble): void {
  const hci = noble._bindings?._hci
  if (!hci?.flushAcl || Object.hasOwn(hci, 'flushAcl')) return
  const flush = hci.flushAcl
  hci.flushAcl = function (this: typeof hci) {
    return flush.call(this).catch(() => undefined)
  }
}
