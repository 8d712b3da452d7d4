import { decodeResponse, encodeCommand, WANTED_MTU } from '@solestream/firmware-protocol'
import type { Command } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import { tareInsole, writeCalibration, type InsolePort } from '../commands/calibrateInsole.ts'
import { CommandRefused, type InsoleCommands } from '../commands/insoleCommands.ts'
import type { InsoleInfo } from '../record.ts'
import type { VirtualInsole } from '../virtual/insole.ts'
import type { PoseAt } from '../virtual/pose.ts'

/** What a virtual insole on a shared clock says of itself. */
export const infoOf = ({ identity, layout, calibration, tared_utc }: VirtualInsole): InsoleInfo => ({
  identity,
  layout,
  calibration,
  tared_utc,
  clock: 'shared',
})

/** A simulated person needs a moment too. */
const REACTION_S = 0.3

/** Virtual insoles in this process take the same bytes as real ones. `poses`: of the person who wears them. */
export function scriptCommands(
  insoles: () => readonly VirtualInsole[],
  now_s: () => number,
  changed: (info: InsoleInfo) => void,
  poses: PoseAt[],
): InsoleCommands {
  let request = 0
  function portTo(side: Side): InsolePort {
    const insole = insoles().find((one) => one.identity.side === side && !one.ended)
    if (insole === undefined) throw new CommandRefused(`The ${side} insole does not stream.`, 'Start the simulation again.')
    return {
      info: infoOf(insole),
      mtu: WANTED_MTU,
      send(order) {
        request = (request + 1) & 0xff
        const response = decodeResponse(insole.write(encodeCommand({ ...order, request } as Command), now_s()))
        return response.ok ? Promise.resolve(response.value) : Promise.reject(new Error(response.detail))
      },
      reread: () => Promise.resolve(infoOf(insole)),
    }
  }
  return {
    async tare(side, tared_utc) {
      changed(await tareInsole(portTo(side), tared_utc))
    },
    async writeCalibration(side, calibration) {
      changed(await writeCalibration(portTo(side), calibration))
    },
    pose(pose, seconds) {
      const from_s = now_s() + REACTION_S
      const last = poses.at(-1)
      if (last !== undefined && last.to_s > from_s) poses[poses.length - 1] = { ...last, to_s: from_s }
      poses.push({ pose, from_s, to_s: from_s + seconds })
    },
  }
}
