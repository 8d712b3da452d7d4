import type { Source } from '../source.ts'
import { createCentral, type Central } from './central.ts'
import { createHostClock, type HostClock } from './hostClock.ts'
import { createNobleRadio } from './nobleRadio.ts'
import type { Radio } from './radio.ts'
import { TIMING, type Timing } from './timing.ts'

export interface BleSourceOptions {
  readonly timing?: Partial<Timing>
  /** Another Bluetooth stack than noble, and another clock than this computer's, for tests. */
  readonly radio?: Radio
  readonly clock?: HostClock
}

/**
 * Live insoles over Bluetooth. Start never fails: what is missing (adapter, permission, installation) is a state with its mend.
 * noble stays loaded after stop() and keeps the process alive: a command that is done calls process.exit.
 */
export function createBleSource(options: BleSourceOptions = {}): Source {
  let central: Central | null = null
  let ended = false
  const started = (): Central => {
    if (central === null) throw new Error('the source was not started')
    return central
  }
  return {
    kind: 'ble',
    async start(listener) {
      if (central || ended) throw new Error('a source starts once')
      const timing = { ...TIMING, ...options.timing }
      central = createCentral({
        radio: options.radio ?? createNobleRadio(timing.disconnect_ms),
        clock: options.clock ?? createHostClock(),
        timing,
        listener,
      })
      await central.start()
    },
    commands: {
      tare: (side, utc) => started().commands.tare(side, utc),
      writeCalibration: (side, calibration) => started().commands.writeCalibration(side, calibration),
    },
    treadmill: {
      connect: () => started().treadmill.connect(),
      disconnect: () => started().treadmill.disconnect(),
    },
    outstanding: (side) => central?.outstanding(side) ?? 0,
    async stop() {
      if (ended) return
      ended = true
      await central?.stop()
    },
  }
}
