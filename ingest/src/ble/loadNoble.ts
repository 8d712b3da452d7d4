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

/** noble and bleno end the process on SIGINT; when a session is to be closed first that is not theirs to decide. */
export function withoutNewSigintHandlers(before: readonly NodeJS.SignalsListener[]): void {
  for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) process.off('SIGINT', listener)
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
