import type { Side } from '@solestream/processing/model'
import { tareInsole, writeCalibration, type InsolePort } from '../commands/calibrateInsole.ts'
import { CommandRefused, type InsoleCommands } from '../commands/insoleCommands.ts'
import type { InsoleInfo } from '../record.ts'
import type { Control } from './control.ts'
import { readInfo } from './prepare.ts'
import type { Connection } from './radio.ts'

/** To the insoles that stream now, for what a person has done to them. */
export interface CommandLine {
  readonly commands: InsoleCommands
  open(info: InsoleInfo, connection: Connection, control: Control, over: AbortSignal): void
}

/** A conservative size of a write where the stack does not tell the MTU. */
const UNKNOWN_MTU = 23

/** `changed`: what an insole says now. */
export function createCommandLine(changed: (info: InsoleInfo) => void): CommandLine {
  const ports: { [S in Side]?: InsolePort } = {}

  async function command(side: Side, work: (port: InsolePort) => Promise<InsoleInfo>): Promise<void> {
    const port = ports[side]
    if (port === undefined)
      throw new CommandRefused(`The ${side} insole does not stream.`, 'Switch it on and wait until it streams, then do it again.')
    changed(await work(port))
  }

  return {
    commands: {
      tare: (side, tared_utc) => command(side, (port) => tareInsole(port, tared_utc)),
      writeCalibration: (side, calibration) => command(side, (port) => writeCalibration(port, calibration)),
    },
    open(info, connection, control, over) {
      const { side } = info.identity
      const port: InsolePort = {
        info,
        mtu: connection.mtu ?? UNKNOWN_MTU,
        send: async (order) => (await control.send(order)).response,
        reread: () => readInfo(connection, control, info.identity),
      }
      ports[side] = port
      over.addEventListener(
        'abort',
        () => {
          if (ports[side] === port) delete ports[side]
        },
        { once: true },
      )
    },
  }
}
