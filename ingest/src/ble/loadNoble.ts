import type { Noble } from './noble.ts'
import { RadioUnavailable } from './radio.ts'

const WITHOUT = 'or try it without insoles: --source simulated.'
const NATIVE = /bindings file|native build|\.node|NODE_MODULE_VERSION/i

/** Says what stands in the way, and how to mend it, from what importing noble threw. */
export function unavailable(error: unknown): RadioUnavailable {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  const text = message ?? String(error)
  if (code === 'EAFNOSUPPORT')
    return new RadioUnavailable(
      'This computer’s system has no Bluetooth (a container or a virtual machine, perhaps).',
      `Start solestream on a computer with Bluetooth, ${WITHOUT}`,
    )
  if (code === 'EPERM' || code === 'EACCES')
    return new RadioUnavailable(
      'Bluetooth may not be used by this program.',
      'Allow it once: sudo setcap cap_net_raw+eip "$(readlink -f "$(which node)")", or run as root.',
    )
  if (NATIVE.test(text))
    return new RadioUnavailable(
      'The Bluetooth module was installed without its native part.',
      `With python3, make and a C++ compiler there, run: npm rebuild @abandonware/bluetooth-hci-socket; ${WITHOUT}`,
    )
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return new RadioUnavailable(
      'The Bluetooth module (@abandonware/noble) is not installed.',
      `With python3, make and a C++ compiler there, run npm ci again, without --omit=optional; ${WITHOUT}`,
    )
  return new RadioUnavailable(`Bluetooth can't be used: ${text}`, `Run solestream doctor, ${WITHOUT}`)
}

/**
 * noble, once for the whole process: it can't be closed, and its timer keeps the process alive (a command ends with process.exit).
 * Rejects with a RadioUnavailable.
 */
export async function loadNoble(): Promise<Noble> {
  try {
    const module = (await import('@abandonware/noble')) as unknown as { readonly default: Noble }
    const noble = module.default
    guard(noble)
    return noble
  } catch (error) {
    throw unavailable(error)
  }
}

/** It ends the process on SIGINT; when a session is to be closed first that is not its to decide. */
export function withoutSigintHandler(before: readonly NodeJS.SignalsListener[]): void {
  for (const listener of process.listeners('SIGINT')) {
    if (!before.includes(listener as NodeJS.SignalsListener)) process.off('SIGINT', listener as NodeJS.SignalsListener)
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
