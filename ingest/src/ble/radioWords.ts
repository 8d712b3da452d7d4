import type { SourceState } from '../source.ts'
import type { RadioState } from './radio.ts'
import { GRANT } from './unavailable.ts'

/** What a person is told when the radio is there but can't be used. */
export const RADIO_WORDS: {
  readonly [S in Exclude<RadioState, 'on'>]: { readonly state: SourceState; readonly detail: string; readonly mend: string }
} = {
  off: {
    state: 'waiting',
    detail: 'Bluetooth is switched off, or its adapter was pulled out.',
    mend: 'Switch it on (Linux: `rfkill unblock bluetooth && bluetoothctl power on`), or plug the adapter in again.',
  },
  none: {
    state: 'waiting',
    detail: 'No Bluetooth adapter answers.',
    mend: 'Plug in a Bluetooth adapter (4.0 or newer) and start solestream again, or try it without insoles: `solestream start --source simulated`',
  },
  unauthorised: {
    state: 'waiting',
    detail: 'Bluetooth may not be used by this program.',
    mend: `Linux: ${GRANT} macOS: allow Bluetooth for the terminal in System Settings, Privacy & Security.`,
  },
  unsupported: {
    state: 'failed',
    detail: 'This Bluetooth adapter knows no Low Energy.',
    mend: 'Plug in an adapter for Bluetooth 4.0 or newer; where there are several, choose one by NOBLE_HCI_DEVICE_ID.',
  },
}
