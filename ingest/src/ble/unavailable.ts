export interface Hindrance {
  readonly detail: string
  readonly mend: string
}

const NATIVE = /bindings file|native build|\.node|NODE_MODULE_VERSION/i
export const GRANT = 'Allow it once: `sudo setcap cap_net_raw+eip "$(readlink -f "$(which node)")"`, or run as root.'

/** What stands in the way of Bluetooth, and how to mend it, from what importing `module` threw. */
export function unavailable(error: unknown, module: string): Hindrance {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  const text = message ?? String(error)
  if (code === 'EAFNOSUPPORT')
    return {
      detail: 'This computer’s system has no Bluetooth (a container or a virtual machine, perhaps).',
      mend: 'Start solestream on a computer with Bluetooth, or try it without insoles: `solestream start --source simulated`',
    }
  if (code === 'EPERM' || code === 'EACCES') return { detail: 'Bluetooth may not be used by this program.', mend: GRANT }
  if (NATIVE.test(text))
    return {
      detail: 'The Bluetooth module was installed without its native part.',
      mend: 'With python3, make and a C++ compiler there, run `npm rebuild @abandonware/bluetooth-hci-socket`',
    }
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return {
      detail: `The Bluetooth module (${module}) is not installed.`,
      mend: 'With python3, make and a C++ compiler there, run `npm ci` again, without --omit=optional.',
    }
  return { detail: `Bluetooth can’t be used: ${text}`, mend: 'Run `solestream doctor`.' }
}
